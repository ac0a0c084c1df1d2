// How long a large backup takes to be read, and in how much memory. Fails where inspecting 1 GB takes more than 256 MB.
// usage: node tools/bench/reading.mjs [MB of contents, default 1200, which makes a file of more than 1 GB]      (after `npm run build`)
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../workspace/repository.mjs';

const ALLOWED_KB = 256_000_000 / 1024;
const folder = mkdtempSync(join(tmpdir(), 'coursekeep-reading-'));
try {
  const path = join(folder, 'large.mbz');
  generate(path, Number(process.argv[2] ?? 1200));
  console.log(`a backup of ${(statSync(path).size / 1e6).toFixed(0)} MB`);
  let isOver = false;
  for (const command of [
    ['inspect', path],
    ['verify', path],
    ['diff', path, path],
  ]) {
    const { seconds, memory } = measure(command);
    console.log(`${command[0].padEnd(8)} ${seconds.toFixed(1)} s, ${Math.round((memory * 1024) / 1e6)} MB of memory`);
    isOver ||= command[0] === 'inspect' && memory > ALLOWED_KB;
  }
  if (isOver) console.log('inspect takes more than 256 MB of memory');
  process.exitCode = isOver ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function generate(path, megabytes) {
  const source = join(repository, 'libs/archive/testing/large-backup.ts');
  const program = `require(${JSON.stringify(source)}).writeLargeBackup(${JSON.stringify(path)}, ${megabytes})`;
  runNode(['-r', join(repository, 'tools/testing/run-sources.cjs'), '-e', program]);
}

/** The command as it is built, in a process of its own that tells its greatest memory at the end. */
function measure(args) {
  const entry = join(repository, 'apps/cli/dist/program.js');
  const program =
    `process.on('exit', () => process.stderr.write('maxrss ' + process.resourceUsage().maxRSS));` +
    `require(${JSON.stringify(entry)}).run(${JSON.stringify(args)}).then((status) => process.exitCode = status)`;
  const start = performance.now();
  const { stderr } = runNode(['-e', program]);
  return { seconds: (performance.now() - start) / 1000, memory: Number(/maxrss (\d+)$/.exec(stderr)?.[1]) };
}

function runNode(args) {
  const done = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (done.status !== 0) throw new Error(done.stderr || `ended with ${done.status}`);
  return done;
}
