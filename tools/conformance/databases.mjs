import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repository } from '../workspace/repository.mjs';
import { run } from '../workspace/run.mjs';

const require = createRequire(join(repository, 'libs', 'moodle-site', 'package.json'));
const password = process.env.SITE_DB_PASSWORD || '';

/** How a server is reached, with the driver's own names. */
function serverAddress(server) {
  const user = process.env.SITE_DB_USER || (server === 'pgsql' ? 'postgres' : 'root');
  if (server !== 'mysql') return { host: process.env.SITE_DB_HOST || '127.0.0.1', user, password };
  const { SITE_MYSQL_HOST: host, SITE_MYSQL_PORT: port } = process.env;
  return { host: host || '127.0.0.1', port: Number(port || 3307), user, password };
}

/** What makes a site's config.php lead to the server that the site is on: one of MariaDB to its copy on MySQL. */
export function siteSettings(shared, { server, code }) {
  if (code) return { COURSEKEEP_SITE_CODE: join(shared, 'moodle', code) };
  if (server !== 'mysql') return {};
  const { host, port } = serverAddress(server);
  return {
    COURSEKEEP_SITE_DBTYPE: 'mysqli',
    COURSEKEEP_SITE_DBHOST: host,
    COURSEKEEP_SITE_DBPORT: String(port),
  };
}

const mysql = serverAddress('mysql');

/** How MariaDB's command-line client is led to MySQL. */
export const mysqlClient = {
  args: ['-h', mysql.host, '-P', String(mysql.port), '-u', mysql.user],
  env: password ? { MYSQL_PWD: password } : {},
};

/** Loads the sites that are not loaded yet (all of them with `reload`); returns why that is not possible, or null. */
export async function loadSites(shared, sites, reload) {
  const wanted = [];
  for (const site of sites) {
    const { host, port } = serverAddress(site.server);
    const state = await probe(site);
    if (state === 'down') return `${site.server} does not answer at ${host}${port ? `:${port}` : ''}`;
    if (state === 'other') return `the server at ${host}:${port} is not MySQL`;
    if (reload || state === 'absent') wanted.push(site);
  }
  if (wanted.length === 0) return null;
  process.stdout.write(`Loading ${wanted.map(({ name }) => name).join(', ')} …\n`);
  for (const site of wanted) {
    const { code, output } = await run('bash', [join(shared, 'tools', 'load-sites.sh'), site.loadedAs ?? site.folder], {
      env: loaderEnv(site),
    });
    if (code !== 0) return `the sample sites could not be loaded: ${output.trim()}`;
  }
  return null;
}

const loaderEnv = ({ server }) =>
  server === 'mysql' ? { ...mysqlClient.env, MYSQL_ARGS: mysqlClient.args.join(' ') } : {};

/**
 * Whether the site's database is 'loaded', 'absent' (also where it is there without Moodle's tables), or its server 'down' or,
 * where MySQL should be, an 'other' one.
 */
async function probe({ server, database }) {
  try {
    if (server === 'pgsql') await askPostgres(database);
    else {
      const version = await askMysql(server, database);
      if (server === 'mysql' && /mariadb/i.test(version)) return 'other';
    }
    return 'loaded';
  } catch (error) {
    // PostgreSQL: 3D000 no such database, 42P01 no such table.
    return ['3D000', '42P01', 'ER_BAD_DB_ERROR', 'ER_NO_SUCH_TABLE'].includes(error.code) ? 'absent' : 'down';
  }
}

async function askPostgres(database) {
  const { Client } = require('pg');
  const client = new Client({ ...serverAddress('pgsql'), database, connectionTimeoutMillis: 30_000 });
  try {
    await client.connect();
    await client.query('SELECT id FROM mdl_course LIMIT 1');
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function askMysql(server, database) {
  const address = { ...serverAddress(server), database, connectTimeout: 30_000 };
  const connection = await require('mysql2/promise').createConnection(address);
  try {
    const [[{ version }]] = await connection.query('SELECT VERSION() AS version FROM mdl_course LIMIT 1');
    return version;
  } finally {
    await connection.end();
  }
}
