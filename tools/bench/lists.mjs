// The lists of courses on a site with 20,000 courses and 500,000 enrolments, on a scratch copy of the sample site: a teacher with
// 33 courses and the administrator, beside the same lists before the site grew, and a call of get_status alone, behind eight lists at
// once, and behind a web service that gives all courses. Fails where a list is wrong or the service takes more than 400 MB of memory.
// usage: node tools/bench/lists.mjs [pgsql | mariadb, default pgsql] [courses, default 20000]
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { disposeScratchSites, makeScratchSite } from './support/scratch-sites.mjs';

const database = process.argv[2] ?? 'pgsql';
const courses = Number(process.argv[3] ?? 20_000);
const ENROLMENTS = 25;
const OF_TEACHER = 33;
const LISTS = 8;
const MOST_MIB = 400;
/** As the sample site has them. */
const [TEACHER, EDITING_TEACHER, STUDENT, CATEGORY, CATEGORY_PATH] = [15, 3, 5, 1, '/1/3'];
const people = { teacher: ['teach1', 'Teacher.1234'], administrator: ['admin', 'Admin.1234'] };
const main = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-lists-'));
let child = null;
try {
  process.exitCode = (await run()) ? 0 : 1;
} finally {
  child?.kill('SIGKILL');
  await disposeScratchSites();
  rmSync(folder, { recursive: true, force: true });
}

async function run() {
  const pool = join(folder, 'pool');
  mkdirSync(join(pool, 'filedir'), { recursive: true });
  const site = await makeScratchSite(database, join(folder, 'site'), pool);
  if (site.skipped) {
    process.stdout.write(`skipped: ${site.skipped}\n`);
    return true;
  }
  const url = await start(site.configFile);
  const cookies = Object.fromEntries(
    await Promise.all(Object.entries(people).map(async ([who, login]) => [who, await signIn(url, login)])),
  );
  const list = async (who) => {
    const answer = await fetch(`${url}/api/v1/courses`, { headers: { cookie: cookies[who] } });
    const text = await answer.text();
    return { total: JSON.parse(text).total, bytes: text.length };
  };
  const token = await tokenOf(url, people.teacher);
  const adminToken = await tokenOf(url, people.administrator);
  const backupid = (await call(url, token, 'backup_async', 'courseid=2')).backupid;
  const status = async () => (await call(url, token, 'backup_async_get_status', `backupid=${backupid}`))[0].status;
  while ((await status()) < 900) await delay(100);

  const before = {
    teacher: await timed(() => list('teacher')),
    administrator: await timed(() => list('administrator')),
  };
  const small = memory();
  await grow(site);
  const wrong = [];
  for (const [who, expected] of [
    ['teacher', before.teacher.answer.total + OF_TEACHER],
    ['administrator', before.administrator.answer.total + courses],
  ]) {
    const after = await timed(() => list(who));
    if (after.answer.total !== expected) wrong.push(`${who}: ${after.answer.total} courses, not ${expected}`);
    process.stdout.write(
      `${who}: a page of ${after.answer.total} courses takes ${ms(after)} (${after.answer.bytes} bytes), ` +
        `${times(after, before[who])} that of ${before[who].answer.total} courses before the site grew (${ms(before[who])})\n`,
    );
  }
  const alone = await timed(status, 100);
  const lists = Array.from({ length: LISTS }, () => repeated(() => list('administrator')));
  const behind = await timed(status, 100);
  const ended = await Promise.all(lists.map((one) => one.end()));
  process.stdout.write(
    `get_status behind ${LISTS} lists of the administrator, ${ended.reduce((sum, count) => sum + count)} of which were answered: ` +
      `${ms(behind)}, at most ${behind.most.toFixed(0)} ms; ${times(behind, alone)} the time of it alone (${ms(alone)})\n`,
  );
  const all = repeated(() => call(url, adminToken, 'get_courses', ''));
  const beside = await timed(status, 100);
  process.stdout.write(
    `get_status while core_course_get_courses gives all ${courses} courses, ${await all.end()} times: ${ms(beside)}, ` +
      `at most ${beside.most.toFixed(0)} ms; ${times(beside, alone)} the time of it alone\n`,
  );
  const mib = memory();
  process.stdout.write(
    `the service took ${mib.toFixed(0)} MB of memory at most, ${small.toFixed(0)} MB before the site grew\n`,
  );
  if (mib > MOST_MIB) wrong.push(`more than ${MOST_MIB} MB of memory`);
  for (const fault of wrong) process.stdout.write(`but ${fault}\n`);
  return wrong.length === 0;
}

/** The most that the service has taken so far, in MB. */
function memory() {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** Fills the site in a few statements. */
async function grow({ execute, analyse }) {
  const numbers = (count) => (database === 'pgsql' ? `generate_series(1, ${count}) AS s(seq)` : `seq_1_to_${count}`);
  const text = database === 'pgsql' ? 'TEXT' : 'CHAR';
  const course = '(1000 + seq)';
  const context = '(1000000 + seq)';
  const statements = [
    `INSERT INTO mdl_course (id, category, fullname, shortname, format, visible)
     SELECT ${course}, ${CATEGORY}, CONCAT('Course ', MOD(seq * 7919, ${courses}), ' of a large site'), CONCAT('L', seq), 'topics', 1
       FROM ${numbers(courses)}`,
    `INSERT INTO mdl_context (id, contextlevel, instanceid, depth, path)
     SELECT ${context}, 50, ${course}, 3, CONCAT('${CATEGORY_PATH}/', CAST(${context} AS ${text})) FROM ${numbers(courses)}`,
    `INSERT INTO mdl_enrol (id, courseid, enrol) SELECT ${context}, ${course}, 'manual' FROM ${numbers(courses)}`,
    ...Array.from({ length: ENROLMENTS }, (_, place) => {
      const user = `(100000 + MOD(seq * ${ENROLMENTS} + ${place}, 200000))`;
      return [
        `INSERT INTO mdl_user_enrolments (enrolid, userid) SELECT ${context}, ${user} FROM ${numbers(courses)}`,
        `INSERT INTO mdl_role_assignments (roleid, contextid, userid) SELECT ${STUDENT}, ${context}, ${user} FROM ${numbers(courses)}`,
      ];
    }).flat(),
    `INSERT INTO mdl_role_assignments (roleid, contextid, userid)
     SELECT ${EDITING_TEACHER}, ${context}, ${TEACHER} FROM ${numbers(OF_TEACHER)}`,
  ];
  for (const statement of statements) await execute(statement);
  await analyse();
}

async function start(configFile) {
  child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      COURSEKEEP_DATA: join(folder, 'data'),
      COURSEKEEP_SITE: configFile,
      COURSEKEEP_PORT: '0',
      COURSEKEEP_PORTAL: 'off',
      COURSEKEEP_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const text of child.stdout.iterator({ destroyOnReturn: false })) {
    said += text;
    const [, url] = /answers at (\S+)/.exec(said) ?? [];
    if (url) {
      child.stdout.resume();
      return url;
    }
  }
  throw new Error(`the service did not start: ${said}`);
}

async function signIn(url, [username, password]) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ username, password });
  const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body });
  return answer.headers.get('set-cookie').split(';')[0];
}

async function tokenOf(url, [username, password]) {
  const query = new URLSearchParams({ username, password, service: 'coursekeep' });
  return (await (await fetch(`${url}/login/token.php?${query}`)).json()).token;
}

async function call(url, token, name, parameters) {
  const query = `wstoken=${token}&wsfunction=core_course_${name}&moodlewsrestformat=json&${parameters}`;
  return (await fetch(`${url}/webservice/rest/server.php?${query}`)).json();
}

/** The median and the longest of some runs, in ms, and the last answer. */
async function timed(work, runs = 15) {
  const took = [];
  let answer;
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    answer = await work();
    took.push(performance.now() - began);
  }
  took.sort((one, other) => one - other);
  return { answer, median: took[Math.floor(runs / 2)], most: took.at(-1) };
}

/** Does the same again and again until it is ended; says how often. */
function repeated(work) {
  let isOver = false;
  const counted = (async () => {
    let count = 0;
    for (; !isOver; count++) await work();
    return count;
  })();
  return {
    end: () => {
      isOver = true;
      return counted;
    },
  };
}

function ms({ median }) {
  return `${median.toFixed(1)} ms`;
}

function times(one, other) {
  return `${(one.median / other.median).toFixed(1)} times`;
}
