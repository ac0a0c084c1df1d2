import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** A database server that sample sites live on. */
export type ServerKind = 'pgsql' | 'mariadb';

/** Which servers a suite needs; several may be named. */
export type NeededServers = Partial<Record<ServerKind, boolean>>;

const repository = resolve(__dirname, '..', '..');
const probes = new Map<string, string | null>();

/** The folder with the facts and sample sites (`COURSEKEEP_SHARED`, by default `../shared` beside the repository), or null where there is none. */
export function sharedFolder(): string | null {
  const folder = resolve(process.env.COURSEKEEP_SHARED ?? resolve(repository, '..', 'shared'));
  return existsSync(resolve(folder, 'moodle')) ? folder : null;
}

/** A suite that reads the sample sites and backups. Where they are absent it is skipped, and the reason printed. */
export function describeWithShared(name: string, suite: (shared: string) => void): void {
  const folder = sharedFolder();
  if (folder) describe(name, () => suite(folder));
  else skip(name, absentShared());
}

/**
 * A suite that needs sample sites loaded into the servers named (all of them where none is named). The sites are loaded
 * by `shared/tools/load-sites.sh`. Where the folder, a server or a site is absent it is skipped, and the reason printed.
 */
export function describeWithServers(name: string, suite: (shared: string) => void, needed: NeededServers = {}): void {
  const named = (['pgsql', 'mariadb'] as const).filter((kind) => needed[kind]);
  const kinds: readonly ServerKind[] = named.length ? named : ['pgsql', 'mariadb'];
  const folder = sharedFolder();
  const reason = folder ? kinds.map(serverProblem).find((problem) => problem !== null) : absentShared();
  if (folder && !reason) describe(name, () => suite(folder));
  else skip(name, reason ?? absentShared());
}

/** A test that runs a program of the system; it is skipped, and the reason printed, where that is not installed. */
export function itWithProgram(program: string, name: string, test: () => void): void {
  if (isInstalled(program)) return it(name, test);
  process.stderr.write(`skipped: ${name}: ${program} is not installed\n`);
  it.skip(`${name} (${program} is not installed)`, test);
}

/** The same for a suite. */
export function describeWithProgram(program: string, name: string, suite: () => void): void {
  if (isInstalled(program)) describe(name, suite);
  else skip(name, `${program} is not installed`);
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined;
}

/** Why the sample sites on this server cannot be used, or null where they can. */
export function serverProblem(kind: ServerKind): string | null {
  const known = probes.get(kind);
  if (known !== undefined) return known;
  const run = spawnSync(process.execPath, ['-e', probeScripts[kind]], {
    cwd: repository,
    encoding: 'utf8',
    timeout: 5000,
  });
  const problem =
    run.status === 0 ? null : `${kind}: ${run.stderr.trim().split('\n').at(-1) || 'no answer within 5 seconds'}`;
  probes.set(kind, problem);
  return problem;
}

function absentShared(): string {
  return 'the folder of sample sites is absent (../shared, or COURSEKEEP_SHARED)';
}

// The suite's own body is not run: it may read at once what is absent.
function skip(name: string, reason: string): void {
  process.stderr.write(`skipped: ${name}: ${reason}\n`);
  describe.skip(name, () => it(`is not run: ${reason}`, () => undefined));
}

// Jest builds its suites synchronously, so the asynchronous drivers are asked in a short process of their own.
const failed = '(e) => { console.error(e.message || e.code || String(e)); process.exit(1); }';
const probeScripts: Record<ServerKind, string> = {
  pgsql: `const { Client } = require('pg');
    const client = new Client({ host: process.env.SITE_DB_HOST || '127.0.0.1', user: process.env.SITE_DB_USER || 'postgres',
      password: process.env.SITE_DB_PASSWORD || '', database: 'coursekeep_moodle45', connectionTimeoutMillis: 30_000 });
    client.connect().then(() => client.query('SELECT 1 FROM mdl_course LIMIT 1')).then(() => process.exit(0), ${failed});`,
  mariadb: `const mysql = require('mysql2/promise');
    mysql.createConnection({ host: process.env.SITE_DB_HOST || '127.0.0.1', user: process.env.SITE_DB_USER || 'root',
      password: process.env.SITE_DB_PASSWORD || '', database: 'coursekeep_moodle51', connectTimeout: 30_000 })
      .then((c) => c.query('SELECT 1 FROM mdl_course LIMIT 1')).then(() => process.exit(0), ${failed});`,
};
