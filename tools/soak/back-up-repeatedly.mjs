// The process that `npm run soak` watches: all backups are made here, so that what leaks adds up. Started with --expose-gc.
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../workspace/repository.mjs';

const require = createRequire(join(repository, 'apps', 'cli', 'package.json'));
const { openSite, BackupController } = require('@coursekeep/backup-engine');
const { createEmbeddedSite, describeEmbeddedSite } = require('@coursekeep/embedded-site');

const MiB = 1024 * 1024;
const end = Date.now() + Number(process.argv[2]) * 60_000;
const folder = await mkdtemp(join(tmpdir(), 'coursekeep-soak-'));
const target = join(folder, 'backups');
const workFolder = join(folder, 'work');
const samples = [];
try {
  await Promise.all([mkdir(target), mkdir(workFolder)]);
  const { configFile } = await createEmbeddedSite(join(folder, 'site'), { wwwroot: 'http://127.0.0.1:8080' });
  const { courses } = await describeEmbeddedSite(join(folder, 'site'));
  const site = await openSite(configFile);
  for (let round = 0; Date.now() < end || samples.length < 8; round += 1) {
    for (const { id } of courses) await backUp(site, id, round);
    samples.push(await sample());
    if (samples.length % 20 === 1) tell(round + 1, samples.at(-1));
  }
  await site.close();
  process.exitCode = (await judge()) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function backUp(site, courseId, round) {
  const settings = { users: round % 2, anonymize: round % 4 === 3 ? 1 : 0 };
  const format = round % 3 === 2 ? 'zip' : 'tgz';
  const request = { site, courseId, userId: 2, mode: 'general', settings, format, workFolder };
  const controller = await BackupController.create(request);
  const { path } = await controller.execute(target);
  await rm(path);
}

/** What is held when nothing is under way. */
async function sample() {
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  const files = await readdir('/proc/self/fd').catch(() => []);
  return { heap: heapUsed, resident: rss, files: files.length };
}

function tell(rounds, { heap, resident, files }) {
  const line = `${rounds} rounds: heap ${(heap / MiB).toFixed(1)} MiB, resident ${(resident / MiB).toFixed(0)} MiB, ${files} open files`;
  process.stdout.write(`${line}\n`);
}

/** Compares the end with the time after warming up; a tenth more is noise. */
async function judge() {
  const quarter = Math.ceil(samples.length / 4);
  const middle = (list, key) => list.map((one) => one[key]).sort((a, b) => a - b)[Math.floor(list.length / 2)];
  const [early, late] = [samples.slice(quarter, 2 * quarter), samples.slice(-quarter)];
  const leftovers = [...(await readdir(target)), ...(await readdir(workFolder))];
  const checks = [
    ['the heap does not grow', middle(late, 'heap') < middle(early, 'heap') * 1.1 + 2 * MiB],
    ['resident memory does not grow', middle(late, 'resident') < middle(early, 'resident') * 1.1 + 16 * MiB],
    ['no files stay open', middle(late, 'files') <= middle(early, 'files') + 1],
    ['nothing is left in the folders', leftovers.length === 0],
  ];
  tell(samples.length, samples.at(-1));
  for (const [name, passed] of checks) process.stdout.write(`${passed ? '✓' : '✗'} ${name}\n`);
  const failed = checks.filter(([, passed]) => !passed).length;
  process.stdout.write(`${checks.length - failed} passed, ${failed} failed\n`);
  return failed === 0;
}
