// How fast whole backups are made, and in how much memory: courses of three sizes in scratch copies of the sample site on
// PostgreSQL, MariaDB and MySQL and in an embedded site on SQLite, with all people's data, logs and grade histories. Fails where a
// backup takes more than 400 MB of memory. What the columns mean is in docs/performance.md.
// usage: node tools/bench/backup.mjs [--activities 64,305] [--databases pgsql,mariadb,mysql,sqlite] [--rounds 1] [--others 0]
//          [--logs 10000,100000] [--steps 3000,30000] [--keep]      (after `npm run build`)
// --activities: 64, 305 or 1512, which needs some 5 GB of disk and 10 minutes
// --others: log rows of other courses (and other rows in proportion), added after the first measurement, which is made again
// --logs, --steps: further courses with so many log rows, and with a quiz of so many attempt steps, for their memory
// --keep: leaves the scratch sites, and says where their config.php is
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeContents } from './support/made-contents.mjs';
import { filesOf, lookAround, makeCourse } from './support/made-course.mjs';
import { packAsOneStream } from './support/pack-as-one-stream.mjs';
import { RowInserter } from './support/row-inserter.mjs';
import { databases, disposeScratchSites, makeScratchSite } from './support/scratch-sites.mjs';

const { values: options } = parseArgs({
  options: {
    activities: { type: 'string', default: '64,305' },
    databases: { type: 'string', default: databases.join(',') },
    rounds: { type: 'string', default: '1' },
    others: { type: 'string', default: '0' },
    logs: { type: 'string', default: '10000,100000' },
    steps: { type: 'string', default: '3000,30000' },
    keep: { type: 'boolean', default: false },
  },
});
const numbers = (list) => list.split(',').filter(Boolean).map(Number);
const MB = 1e6;
const ALLOWED_MEMORY = 400 * MB;

/** What courses of so many activities hold, and the seconds that Moodle took for courses of its own of as many activities:
 *  quoted from shared/stack.md, measured on another machine of this kind. */
const SIZES = {
  64: { people: 100, active: 20, attempts: 20, logs: 50, megabytes: 3, moodle: 2.3 },
  305: { people: 400, active: 30, attempts: 30, logs: 100, megabytes: 50, moodle: 15.1 },
  1512: { people: 2000, active: 40, attempts: 40, logs: 150, megabytes: 650, moodle: 122 },
};
const OTHER = { activities: 100, people: 50, active: 50, attempts: 40, logs: 50 };
const SMALL = { people: 100, active: 50, attempts: 0, logs: 0 };
const STEPS_AN_ATTEMPT = 30;

const COLUMNS = 'database seconds CPU MB MB/s memory queries rows seen | select tar times | Moodle times'.split(' ');
const measure = fileURLToPath(new URL('support/measure-backup.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'coursekeep-backup-'));
let greatest = 0;

let stopping = false;
let measuring;
const stop = () => {
  stopping = true;
  measuring?.kill('SIGKILL');
  void disposeScratchSites().finally(() => process.exit(130));
};
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
// At the very end: what is interrupted may still write.
if (!options.keep) process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
try {
  await run();
} catch (error) {
  // What breaks because its database is dropped is no news.
  if (!stopping) throw error;
} finally {
  if (!options.keep) await disposeScratchSites();
  // The connections to what is left would keep this process.
  else process.exit();
}

async function run() {
  const sizes = numbers(options.activities).map((activities) => {
    if (!SIZES[activities]) throw new Error(`--activities: ${Object.keys(SIZES)}, not ${activities}`);
    return { activities, ...SIZES[activities] };
  });
  const filedir = join(folder, 'filedir');
  mkdirSync(filedir);
  for (const size of sizes) size.contents = makeContents(filedir, filesOf(size.activities), size.megabytes);
  const load = loadavg().map((number) => number.toFixed(1));
  print(`${availableParallelism()} cores, load ${load.join(' ')}, medians of ${options.rounds} rounds`);
  line('', ...COLUMNS);
  for (const database of options.databases.split(',')) {
    const site = await makeScratchSite(database, join(folder, database), folder);
    if (site.skipped) print(`left out: ${site.skipped}`);
    else await measureSite(site, sizes);
    if (options.keep && !site.skipped) print(site.configFile);
  }
  if (greatest > ALLOWED_MEMORY) print(`a backup took more than ${ALLOWED_MEMORY / MB} MB of memory`);
  process.exitCode = greatest > ALLOWED_MEMORY ? 1 : 0;
}

async function measureSite(site, sizes) {
  const rows = new RowInserter((sql) => site.execute(sql));
  const around = await lookAround(site);
  const add = (size, contents) => makeCourse(site, rows, around, size, contents);
  const courses = [];
  for (const size of sizes) courses.push([`${size.activities} activities`, size, await add(size, size.contents)]);
  await site.analyse();
  for (const [name, size, id] of courses) await measureCourse(site, around, id, name, size);
  if (Number(options.others) > 0) {
    const kinds = ['forum', 'assign', 'quiz', 'page'];
    for (let added = 0; added < Number(options.others); added += OTHER.activities * OTHER.logs)
      await add({ ...OTHER, kinds });
    await site.analyse();
    for (const [name, size, id] of courses) await measureCourse(site, around, id, `${name} *`, size);
  }
  for (const [name, size] of memorySizes()) {
    const id = await add(size);
    await site.analyse();
    await measureCourse(site, around, id, name, null);
  }
}

function* memorySizes() {
  for (const count of numbers(options.logs))
    yield [`${count} log rows`, { ...SMALL, activities: 10, kinds: ['page'], logs: count / 10 }];
  for (const count of numbers(options.steps)) {
    const attempts = Math.round(count / STEPS_AN_ATTEMPT);
    yield [`${count} steps`, { ...SMALL, activities: 1, kinds: ['quiz'], people: attempts, attempts }];
  }
}

/** Measures and prints one line; without `size` the backup alone. */
async function measureCourse(site, around, id, name, size) {
  const target = join(folder, site.database, 'target');
  const [backups, selects] = [[], []];
  for (let round = 0; round < Number(options.rounds); round += 1) {
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target);
    backups.push(await inProcess('backup', site.configFile, String(id), String(around.admin), target));
    if (size) selects.push(await inProcess('select', site.configFile, target));
  }
  const [{ path, queries, lookedAt }] = backups;
  const seconds = median(backups, 'seconds');
  const memory = Math.max(...backups.map((backup) => backup.memory));
  greatest = Math.max(greatest, memory);
  const own = [site.database, seconds.toFixed(1), median(backups, 'processor').toFixed(1)];
  if (!size) return line(name, ...own, '', '', (memory / MB).toFixed(0), queries, '', lookedAt ?? '');
  size.packing ??= packAsOneStream(path, join(folder, 'unpacked'));
  const { bytes } = size.packing;
  const floor = [median(selects, 'seconds'), size.packing.seconds];
  line(
    name,
    ...own,
    (bytes / MB).toFixed(0),
    (bytes / MB / seconds).toFixed(0),
    (memory / MB).toFixed(0),
    queries,
    selects[0].rows,
    lookedAt ?? '',
    '|',
    ...floor.map((one) => one.toFixed(1)),
    ((floor[0] + floor[1]) / seconds).toFixed(1),
    '|',
    size.moodle,
    (size.moodle / seconds).toFixed(1),
  );
}

function inProcess(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [measure, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    measuring = child;
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`${args} failed`))));
  });
}

function median(runs, key) {
  return runs.map((run) => run[key]).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
}

function line(name, ...cells) {
  print(name.padEnd(18) + cells.map((cell) => String(cell).padStart(cell === '|' ? 3 : 9)).join(''));
}

function print(text) {
  process.stdout.write(`${text}\n`);
}
