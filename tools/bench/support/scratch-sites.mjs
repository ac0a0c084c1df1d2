// Sites that a benchmark may fill and throw away: a copy of the sample site on PostgreSQL, MariaDB and MySQL, and an empty
// embedded site on SQLite. `disposeScratchSites` drops their databases.
import { spawn } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { repository } from '../../workspace/repository.mjs';
import { WWWROOT } from './made-values.mjs';

const load = createRequire(join(repository, 'libs', 'embedded-site', 'package.json'));
const drivers = createRequire(join(repository, 'libs', 'moodle-site', 'package.json'));
const host = process.env.SITE_DB_HOST || '127.0.0.1';
const password = process.env.SITE_DB_PASSWORD || '';
const name = `coursekeep_bench_${process.pid}`;

const mysqlHost = process.env.SITE_MYSQL_HOST || '127.0.0.1';
const mysqlPort = Number(process.env.SITE_MYSQL_PORT || 3307);

const makers = {
  pgsql: makePostgres,
  mariadb: () => makeMysql('mariadb', host, 3306),
  mysql: () => makeMysql('mysqli', mysqlHost, mysqlPort),
  sqlite: makeSqlite,
};
export const databases = Object.keys(makers);

const disposers = [];
let isOver = false;

/** Drops the databases of all scratch sites, also of those that are only being made; no more are made. Safe to call twice. */
export async function disposeScratchSites() {
  isOver = true;
  for (const dispose of disposers)
    await dispose().catch((error) => process.stderr.write(`A scratch database is left: ${error.message}\n`));
}

/** Makes a scratch site whose file pool is in `dataroot`.
 *  @returns {Promise<{ database, configFile, execute(sql), read(sql), analyse() } | { skipped: string }>} */
export async function makeScratchSite(database, folder, dataroot) {
  if (isOver) throw new Error('the scratch sites are being dropped');
  mkdirSync(folder, { recursive: true });
  try {
    const made = await makers[database](folder);
    const configFile = join(folder, 'config.php');
    writeFileSync(configFile, configText({ ...made.config, dataroot }));
    return { ...made, database, configFile };
  } catch (error) {
    if (isOver) throw error;
    return { skipped: `${database}: ${error.message || error.code}` };
  }
}

async function makePostgres() {
  const user = process.env.SITE_DB_USER || 'postgres';
  const { Client } = drivers('pg');
  const connect = async (database) => {
    const client = new Client({ host, user, password, database, connectionTimeoutMillis: 3000 });
    await client.connect();
    return client;
  };
  const server = await connect('postgres');
  let client;
  const dispose = disposedBy(async () => {
    await client?.end().catch(() => undefined);
    await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.end();
  });
  try {
    await server.query(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
    await loadDump('moodle45-pgsql', 'psql', ['-q', '-h', host, '-U', user, '-v', 'ON_ERROR_STOP=1', '-d', name], {
      PGPASSWORD: password,
    });
    client = await connect(name);
    // A scratch database need not survive a power cut.
    await client.query('SET synchronous_commit = off');
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    config: { type: 'pgsql', name, user },
    execute: (sql) => client.query(sql),
    read: async (sql) => (await client.query(sql)).rows,
    analyse: () => client.query('VACUUM ANALYZE'),
  };
}

async function makeMysql(type, host, port) {
  const user = process.env.SITE_DB_USER || 'root';
  const options = { host, port, user, password, connectTimeout: 3000 };
  const client = await drivers('mysql2/promise').createConnection(options);
  const dispose = disposedBy(async () => {
    await client.query(`DROP DATABASE IF EXISTS ${name}`);
    await client.end();
  });
  try {
    await client.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    const address = ['-h', host, '-P', String(port), '-u', user];
    await loadDump('moodle45-mariadb', 'mariadb', [...address, name], { MYSQL_PWD: password });
    await client.query(`USE ${name}`);
    await client.query("SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'");
    await client.query('SET SESSION unique_checks = 0, foreign_key_checks = 0');
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    config: { type, name, user, host, port },
    execute: (sql) => client.query(sql),
    read: async (sql) => (await client.query(sql))[0],
    analyse: async () => {
      const [tables] = await client.query('SHOW TABLES');
      await client.query(`ANALYZE TABLE ${tables.map((row) => `"${Object.values(row)[0]}"`)}`);
    },
  };
}

async function makeSqlite(folder) {
  const { createEmbeddedSite } = load('@coursekeep/embedded-site');
  const embedded = join(folder, 'embedded');
  await createEmbeddedSite(embedded, { wwwroot: WWWROOT, courses: 'none' });
  const file = join(embedded, 'site.sqlite');
  const database = drivers('better-sqlite3')(file);
  database.pragma('synchronous = OFF');
  disposedBy(async () => database.close());
  return {
    config: { type: 'sqlite3', name: file, user: '' },
    execute: async (sql) => database.exec(sql),
    read: async (sql) => database.prepare(sql).all(),
    analyse: async () => undefined,
  };
}

async function loadDump(site, command, args, env) {
  const dump = join(process.env.COURSEKEEP_SHARED ?? join(repository, '..', 'shared'), 'moodle', site, 'site.sql.gz');
  if (!existsSync(dump)) throw new Error(`the sample site ${dump} is absent`);
  const child = spawn(command, args, {
    env: { ...process.env, ...Object.fromEntries(Object.entries(env).filter(([, value]) => value)) },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const [code] = await Promise.all([ended, pipeline(createReadStream(dump), createGunzip(), child.stdin)]);
  if (code !== 0) throw new Error(`${command} ended with status ${code}`);
}

function configText({ type, name: database, user, dataroot, host: dbhost = host, port }) {
  const values = { dbtype: type, dbhost, dbname: database, dbuser: user, dbpass: password, prefix: 'mdl_' };
  const settings = Object.entries({ ...values, wwwroot: WWWROOT, dataroot, admin: 'admin' });
  const lines = settings.map(([key, value]) => `$CFG->${key} = '${value.replaceAll("'", "\\'")}';`);
  return `<?php  // A scratch site of a benchmark.\nunset($CFG);\nglobal $CFG;\n$CFG = new stdClass();\n${lines.join('\n')}\n${port ? `$CFG->dboptions = ['dbport' => ${port}];\n` : ''}`;
}

function disposedBy(work) {
  let done;
  const dispose = () => (done ??= work());
  disposers.push(dispose);
  return dispose;
}
