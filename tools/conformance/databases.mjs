import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repository } from '../workspace/repository.mjs';
import { run } from '../workspace/run.mjs';

const require = createRequire(join(repository, 'libs', 'moodle-site', 'package.json'));
const host = process.env.SITE_DB_HOST || '127.0.0.1';
const password = process.env.SITE_DB_PASSWORD || '';

/** Loads the sites that are not loaded yet (all of them with `reload`); returns why that is not possible, or null. */
export async function loadSites(shared, sites, reload) {
  const wanted = [];
  for (const site of sites) {
    const state = await probe(site);
    if (state === 'down') return `${site.server} does not answer at ${host}`;
    if (reload || state === 'absent') wanted.push(site.name);
  }
  if (wanted.length === 0) return null;
  process.stdout.write(`Loading ${wanted.join(', ')} …\n`);
  const { code, output } = await run('bash', [join(shared, 'tools', 'load-sites.sh'), ...wanted]);
  return code === 0 ? null : `the sample sites could not be loaded: ${output.trim()}`;
}

/** Whether the site's database is 'loaded', 'absent' (also where it is there without Moodle's tables), or its server 'down'. */
async function probe({ server, database }) {
  try {
    await (server === 'pgsql' ? askPostgres(database) : askMariadb(database));
    return 'loaded';
  } catch (error) {
    // PostgreSQL: 3D000 no such database, 42P01 no such table.
    return ['3D000', '42P01', 'ER_BAD_DB_ERROR', 'ER_NO_SUCH_TABLE'].includes(error.code) ? 'absent' : 'down';
  }
}

async function askPostgres(database) {
  const { Client } = require('pg');
  const user = process.env.SITE_DB_USER || 'postgres';
  const client = new Client({ host, user, password, database, connectionTimeoutMillis: 30_000 });
  try {
    await client.connect();
    await client.query('SELECT id FROM mdl_course LIMIT 1');
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function askMariadb(database) {
  const user = process.env.SITE_DB_USER || 'root';
  const connection = await require('mysql2/promise').createConnection({
    host,
    user,
    password,
    database,
    connectTimeout: 30_000,
  });
  try {
    await connection.query('SELECT id FROM mdl_course LIMIT 1');
  } finally {
    await connection.end();
  }
}
