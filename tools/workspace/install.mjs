import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.mjs';
import { repository } from './repository.mjs';
import { run } from './run.mjs';

const stampFile = join(repository, 'node_modules', '.coursekeep-install');
const lockFile = join(repository, 'package-lock.json');

/** Makes `node_modules` what the lock file says, where it is not so yet. Costs a few milliseconds when it is. */
export async function ensureInstalled() {
  requireNode();
  const stamp = currentStamp();
  if (readIfThere(stampFile) === stamp) return;
  if (!isInstalled()) await install();
  writeFileSync(stampFile, stamp);
}

function requireNode() {
  const wanted = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')).engines.node.replace('>=', '');
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = wanted.split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Problem(`Coursekeep needs Node ${wanted} or newer; this is Node ${process.versions.node}.`);
}

// Native modules fit one Node version and one kind of machine, so these belong to the stamp as the lock file does.
function currentStamp() {
  const hash = createHash('sha256').update(readFileSync(lockFile));
  return hash.update(`${process.version} ${process.platform} ${process.arch}`).digest('hex');
}

/** Whether a developer's own `npm install` has left exactly what the lock file says, with the native module built. */
function isInstalled() {
  const written = readIfThere(join(repository, 'node_modules', '.package-lock.json'));
  if (!written) return false;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const present = JSON.parse(written).packages;
  const same = (path) => wanted[path]?.version === present[path]?.version && wanted[path]?.link === present[path]?.link;
  const complete = Object.keys(wanted).every((path) => isOutside(path) || wanted[path].optional || same(path));
  return complete && Object.keys(present).every((path) => isOutside(path) || same(path)) && sqliteLoads();
}

const isOutside = (path) => !path.startsWith('node_modules/');

function sqliteLoads() {
  const script = "new (require('better-sqlite3'))(':memory:').close()";
  return spawnSync(process.execPath, ['-e', script], { cwd: repository, stdio: 'ignore' }).status === 0;
}

async function install() {
  process.stdout.write('Installing the packages that package-lock.json names (two minutes the first time) …\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = await run(npm, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  if (result.code === 0) return;
  throw new Problem(`${result.output.trim()}\n\n${installAdvice(result.output)}`);
}

function installAdvice(output) {
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENETUNREACH/.test(output))
    return 'The packages could not be fetched: the npm registry does not answer. Is this machine online?';
  if (/node-gyp|gyp ERR|prebuild-install|better-sqlite3/.test(output))
    return 'The SQLite driver could not be compiled. It needs python3, make and a C++ compiler (on Debian: apt-get install python3 make g++).';
  if (/ENOSPC/.test(output)) return 'The packages could not be installed: the disk is full.';
  return 'The packages could not be installed; npm says why above.';
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
