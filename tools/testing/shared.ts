import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pluginSites, type PluginSite, sampleSites, type SampleSite } from './samples';
import { SERVER_KINDS, serverProblem, type ServerKind } from './servers';

/** Which servers a suite needs; several may be named. */
export type NeededServers = Partial<Record<ServerKind, boolean>>;

const repository = resolve(__dirname, '..', '..');

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

/** A suite that reads a folder named by a variable of the environment. Where none is named it is skipped, and the reason printed. */
export function describeWithFolder(variable: string, name: string, suite: (folder: string) => void): void {
  const folder = process.env[variable];
  if (folder && existsSync(folder)) describe(name, () => suite(folder));
  else skip(name, `${variable} names no folder`);
}

/**
 * A suite that needs sample sites loaded into the servers named (PostgreSQL and MariaDB where none is named). The sites are
 * loaded by `shared/tools/load-sites.sh`. Where the folder, a server or a site is absent it is skipped, and the reason printed.
 */
export function describeWithServers(name: string, suite: (shared: string) => void, needed: NeededServers = {}): void {
  const named = SERVER_KINDS.filter((kind) => needed[kind]);
  const kinds: readonly ServerKind[] = named.length ? named : ['pgsql', 'mariadb'];
  const folder = sharedFolder();
  const reason = folder ? kinds.map((kind) => serverProblem(kind)).find((problem) => problem !== null) : absentShared();
  if (folder && !reason) describe(name, () => suite(folder));
  else skip(name, reason ?? absentShared());
}

/** A suite for each kind of server; for MySQL, which is the one that may be absent, it is then skipped, and the reason printed. */
export function describeEachServer(suite: (kind: ServerKind) => void): void {
  for (const kind of SERVER_KINDS) describeUnlessAbsent(kind, kind, () => suite(kind));
}

/** A suite for each sample site, on its server; see `describeEachServer`. */
export function describeEachSample(shared: string, suite: (sample: SampleSite) => void): void {
  for (const sample of sampleSites(shared)) describeUnlessAbsent(sample.server, sample.name, () => suite(sample));
}

/** A suite for each sample site with plugins that do not come with Moodle; it is skipped, and the reason printed, where the site
 *  is not loaded. */
export function describeEachPluginSite(name: string, suite: (site: PluginSite) => void): void {
  const folder = sharedFolder();
  if (!folder) return skip(name, absentShared());
  for (const site of pluginSites(folder)) {
    const reason = serverProblem('pgsql', site.database);
    if (reason) skip(`${name}: ${site.name}`, reason);
    else describe(`${name}: ${site.name}`, () => suite(site));
  }
}

function describeUnlessAbsent(kind: ServerKind, name: string, suite: () => void): void {
  const reason = kind === 'mysql' ? serverProblem(kind) : null;
  if (reason) skip(name, reason);
  else describe(name, suite);
}

/** A test that runs a program of the system; it is skipped, and the reason printed, where that is not installed. */
export function itWithProgram(program: string, name: string, test: (() => void) | (() => Promise<void>)): void {
  if (isInstalled(program)) return it(name, test);
  process.stderr.write(`skipped: ${name}: ${program} is not installed\n`);
  it.skip(`${name} (${program} is not installed)`, test);
}

/** The same for a suite. */
export function describeWithProgram(program: string, name: string, suite: () => void): void {
  if (isInstalled(program)) describe(name, suite);
  else skip(name, `${program} is not installed`);
}

/** A test that mounts a disk of its own in a namespace (`unshare -Urm`); it is skipped, and the reason printed, where the system
 *  does not let it. */
export function itWithOwnDisk(name: string, test: () => Promise<void>): void {
  const { status } = spawnSync('unshare', ['-Urm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']);
  if (status === 0) return it(name, test);
  process.stderr.write(`skipped: ${name}: this user may not mount a disk\n`);
  it.skip(`${name} (this user may not mount a disk)`, test);
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined;
}

function absentShared(): string {
  return 'the folder of sample sites is absent (../shared, or COURSEKEEP_SHARED)';
}

// The suite's own body is not run: it may read at once what is absent.
function skip(name: string, reason: string): void {
  process.stderr.write(`skipped: ${name}: ${reason}\n`);
  describe.skip(name, () => it(`is not run: ${reason}`, () => undefined));
}
