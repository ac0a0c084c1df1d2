import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** A database server that sample sites live on. */
export type ServerKind = 'pgsql' | 'mariadb' | 'mysql';

export const SERVER_KINDS: readonly ServerKind[] = ['pgsql', 'mariadb', 'mysql'];

/** How a server is reached. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

const { env } = process;

/** Where a server is: PostgreSQL and MariaDB at `SITE_DB_HOST`, MySQL at `SITE_MYSQL_HOST` and `SITE_MYSQL_PORT`. */
export function serverAddress(kind: ServerKind): ServerAddress {
  const password = env.SITE_DB_PASSWORD || '';
  const user = env.SITE_DB_USER || (kind === 'pgsql' ? 'postgres' : 'root');
  if (kind === 'mysql')
    return { host: env.SITE_MYSQL_HOST || '127.0.0.1', port: Number(env.SITE_MYSQL_PORT || 3307), user, password };
  return { host: env.SITE_DB_HOST || '127.0.0.1', port: kind === 'pgsql' ? 5432 : 3306, user, password };
}

const probes = new Map<string, string | null>();

/** Sites that are loaded where any is. */
const PROBED: Record<ServerKind, string> = {
  pgsql: 'coursekeep_moodle45',
  mariadb: 'coursekeep_moodle51',
  mysql: 'coursekeep_moodle51',
};

/** Why the sample sites on this server cannot be used, or null where they can. `database`: that of one site. */
export function serverProblem(kind: ServerKind, database: string = PROBED[kind]): string | null {
  const asked = `${kind} ${database}`;
  const known = probes.get(asked);
  if (known !== undefined) return known;
  if (env.SITE_SERVERS === 'none') return `${kind} is left out (SITE_SERVERS=none)`;
  const address = { ...serverAddress(kind), database };
  const run = spawnSync(process.execPath, ['-e', probeScripts[kind], JSON.stringify(address)], {
    cwd: resolve(__dirname, '..', '..'),
    encoding: 'utf8',
    timeout: 5000,
  });
  const said = run.stderr.trim().split('\n').at(-1) || 'no answer within 5 seconds';
  const problem = run.status === 0 ? null : `${kind} at ${address.host}:${address.port}: ${said}`;
  probes.set(asked, problem);
  return problem;
}

// Jest builds its suites synchronously, so the asynchronous drivers are asked in a short process of their own.
const failed = '(e) => { console.error(e.message || e.code || String(e)); process.exit(1); }';
const askMysql = (isRight: string) => `const mysql = require('mysql2/promise');
    const address = JSON.parse(process.argv[1]);
    mysql.createConnection({ ...address, connectTimeout: 30_000 })
      .then(async (c) => {
        const [[{ version }]] = await c.query('SELECT VERSION() AS version FROM mdl_course LIMIT 1');
        if (!(${isRight})) throw new Error('the server there is ' + version);
      }).then(() => process.exit(0), ${failed});`;
const probeScripts: Record<ServerKind, string> = {
  pgsql: `const { Client } = require('pg');
    const address = JSON.parse(process.argv[1]);
    const client = new Client({ ...address, connectionTimeoutMillis: 30_000 });
    client.connect().then(() => client.query('SELECT 1 FROM mdl_course LIMIT 1')).then(() => process.exit(0), ${failed});`,
  mariadb: askMysql('true'),
  mysql: askMysql('!/mariadb/i.test(version)'),
};
