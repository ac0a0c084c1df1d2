// How long the built service takes until it answers with many stored backups, beside a start with one in the same run, and
// beside the listing of the same folder, which a start once waited for. Fails where a stored backup is not listed.
// usage: node tools/bench/start.mjs [stored backups, default 30000]
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const count = Number(process.argv[2] ?? 30_000);
/** So many of them are of a course that is there. */
const ofCourse = 20;
const main = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url));
const Database = createRequire(new URL('../../apps/api/package.json', import.meta.url))('better-sqlite3');

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-start-'));
try {
  process.exitCode = (await run()) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function run() {
  const first = await start();
  const { courses, users } = JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8'));
  const { token } = users.find(({ username }) => username === 'manager');
  const [{ id: courseid }] = courses;
  const call = async ({ url }, name, parameters) => {
    const query = `wstoken=${token}&wsfunction=core_course_${name}&moodlewsrestformat=json&${parameters}`;
    return (await fetch(`${url}/webservice/rest/server.php?${query}`)).json();
  };
  const { backupid } = await call(first, 'backup_async', `courseid=${courseid}`);
  while ((await call(first, 'backup_async_get_status', `backupid=${backupid}`))[0].status < 900) await delay(100);
  await end(first);

  const one = await start();
  await end(one);
  fill(courseid);
  const began = performance.now();
  const files = walk(join(folder, 'backups'));
  const listing = (performance.now() - began) / 1000;
  const many = await start();
  const listed = await call(many, 'backup_list_backups', `courseid=${courseid}`);
  await end(many);
  const times = (other) => `${(many.seconds / other).toFixed(2)} times`;
  process.stdout.write(
    `with ${count} stored backups the service answers after ${many.seconds.toFixed(2)} s: ${times(one.seconds)} the start ` +
      `with one (${one.seconds.toFixed(2)} s), ${times(listing)} the listing of ${files} files (${listing.toFixed(2)} s)\n`,
  );
  if (listed.length === ofCourse + 1) return true;
  process.stdout.write(`but ${listed.length} backups of the course are listed, not ${ofCourse + 1}\n`);
  return false;
}

async function start() {
  const began = performance.now();
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      COURSEKEEP_DATA: folder,
      COURSEKEEP_SITE: 'embedded',
      COURSEKEEP_PORT: '0',
      COURSEKEEP_PORTAL: 'off',
      COURSEKEEP_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [text] = await once(child.stdout, 'data');
  const url = /http:\/\/[^\s]+/.exec(String(text))[0];
  while (!(await fetch(`${url}/health`)).ok) await delay(20);
  return { child, url, seconds: (performance.now() - began) / 1000 };
}

async function end({ child }) {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** Stored backups: one of each of many courses, and some of the course. */
function fill(courseid) {
  const store = new Database(join(folder, 'store.sqlite'));
  const { site } = store.prepare('SELECT site FROM backup').get();
  const content = randomBytes(64);
  const contenthash = createHash('sha1').update(content).digest('hex');
  const insert = store.prepare(
    `INSERT INTO backup (backupid, site, courseid, contextid, userid, mode, format, options, status, progress, step, filename,
       filesize, contenthash, storagekey, warnings, timecreated, timefinished, timechecked)
     VALUES (?, ?, ?, 0, 2, 'async', 'tgz', '{}', 1000, 1, '', ?, ?, ?, ?, '[]', ?, ?, ?)`,
  );
  const now = Date.now();
  store.exec('BEGIN');
  for (let number = 0; number < count; number++) {
    const backupid = randomBytes(16).toString('hex');
    const course = number < ofCourse ? courseid : 1_000_000 + number;
    const filename = `backup-moodle2-course-${course}-${number}.mbz`;
    const place = `${site}/course-${course}/${backupid}`;
    mkdirSync(join(folder, 'backups', place), { recursive: true });
    writeFileSync(join(folder, 'backups', place, filename), content);
    const key = `${place}/${filename}`;
    insert.run(backupid, site, course, filename, content.length, contenthash, key, now, now, now);
  }
  store.exec('COMMIT');
  store.close();
}

function walk(path) {
  let files = 0;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const below = join(path, entry.name);
    if (entry.isDirectory()) files += walk(below);
    else if (statSync(below).isFile()) files += 1;
  }
  return files;
}
