// How many calls of the web services a second the built service answers, on the embedded site, while two backups run all the
// time, beside a route of a bare NestJS in the same run. Fails where an answer is lost or wrong.
// usage: node tools/bench/web-services.mjs [seconds of each measurement, default 30] [connections, default 50]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';

const seconds = Number(process.argv[2] ?? 30);
const connections = Number(process.argv[3] ?? 50);
const goals = { get_status: 1500, backup_async: 300 };
const load = createRequire(new URL('../../apps/api/package.json', import.meta.url));
const file = (path) => fileURLToPath(new URL(path, import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-bench-'));
const children = [];
try {
  process.exitCode = (await run()) ? 0 : 1;
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

async function run() {
  const bare = await start(file('./support/bare-nest.cjs'), {});
  const service = await start(file('../../apps/api/dist/main.js'), {
    COURSEKEEP_DATA: folder,
    COURSEKEEP_SITE: 'embedded',
    COURSEKEEP_HOST: '127.0.0.1',
    COURSEKEEP_PORT: '0',
    COURSEKEEP_PORTAL: 'off',
    COURSEKEEP_TASKS: '2',
    COURSEKEEP_MOST_WAITING_OF_USER: '0',
    COURSEKEEP_MOST_WAITING_OF_COURSE: '0',
    COURSEKEEP_LOG_LEVEL: 'warn',
  });
  const { users, courses } = JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8'));
  const { token } = users.find(({ username }) => username === 'manager');
  const call = (name, parameters) =>
    `/webservice/rest/server.php?wstoken=${token}&wsfunction=core_course_${name}&moodlewsrestformat=json&${parameters}`;
  const startPath = call('backup_async', `courseid=${courses[0].id}`);

  // So many wait that two run until the end.
  const ids = new Set();
  for (let number = 0; number < 20 + 10 * seconds; number++) {
    const { backupid } = await (await fetch(service.url + startPath)).json();
    ids.add(backupid);
  }
  const known = [...ids];
  const statusPath = () =>
    call('backup_async_get_status', `backupid=${known[Math.floor(Math.random() * known.length)]}`);
  const isStatus = (body) => /^\[\{"status":(700|800|900|1000),"progress":[\d.]+\}\]$/.test(body);
  const isStarted = (body) => {
    const id = /^\{"backupid":"([0-9a-f]{32})"\}$/.exec(body)?.[1];
    const isNew = id !== undefined && !ids.has(id);
    ids.add(id);
    return isNew;
  };

  const rows = [
    await measure(
      'bare NestJS',
      bare,
      () => '/status',
      (body) => body === '[{"status":800,"progress":0.5}]',
    ),
    await measure('get_status', service, statusPath, isStatus),
    await measure('backup_async', service, () => startPath, isStarted),
    await measure(
      'bare NestJS again',
      bare,
      () => '/status',
      (body) => body === '[{"status":800,"progress":0.5}]',
    ),
  ];
  const lost = await notStored(ids);
  print(rows, ids.size, lost);
  return lost === 0 && rows.every(({ wrong, errors }) => wrong === 0 && errors === 0);
}

/** Starts a program that prints its address when it answers. */
async function start(script, env) {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += chunk;
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
    if (url) {
      child.stdout.resume();
      return { url, pid: child.pid };
    }
  }
  throw new Error(`${script} ended: ${printed}`);
}

async function measure(name, { url, pid }, path, isRight) {
  let wrong = 0;
  let answers = 0;
  const before = cpuSeconds(pid);
  const gun = autocannon({
    url,
    requests: [{ setupRequest: (request) => ({ ...request, path: path() }) }],
    connections,
    duration: seconds,
    setupClient: (client) =>
      client.on('body', (body) => {
        answers += 1;
        if (!isRight(body.toString())) wrong += 1;
      }),
  });
  const result = await gun;
  const cpu = cpuSeconds(pid) - before;
  const { errors, timeouts, non2xx, duration, latency } = result;
  return { name, rate: answers / duration, wrong, errors: errors + timeouts + non2xx, latency, cpu: cpu / answers };
}

/** What a process has used of the processors, in seconds; NaN where the system does not say. */
function cpuSeconds(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** How many of the ids are not in the store of the service, whose process is killed first: what it said must be on the disk. */
async function notStored(ids) {
  const service = children.at(-1);
  service.kill('SIGKILL');
  await once(service, 'exit');
  const Database = load('better-sqlite3');
  const store = new Database(join(folder, 'store.sqlite'), { readonly: true });
  const stored = new Set(store.prepare('SELECT backupid FROM backup').pluck().all());
  const ended = store.prepare('SELECT count(*) FROM backup WHERE status >= 900').pluck().get();
  store.close();
  process.stdout.write(`${ended} backups ended meanwhile\n`);
  return [...ids].filter((id) => !stored.has(id)).length;
}

function print(rows, given, lost) {
  const [bare] = rows;
  process.stdout.write(
    `${connections} connections, ${seconds} s each, two backups running, ${availableParallelism()} cores\n\n`,
  );
  process.stdout.write(
    '                     a second   of bare   cpu ms each   median ms   99% ms   wrong   lost   goal\n',
  );
  for (const { name, rate, cpu, latency, wrong, errors } of rows) {
    const cells = [
      rate.toFixed(0).padStart(8),
      (rate / bare.rate).toFixed(2).padStart(9),
      (cpu * 1000).toFixed(3).padStart(13),
      String(latency.p50).padStart(11),
      String(latency.p99).padStart(8),
      String(wrong).padStart(7),
      String(errors).padStart(6),
      String(goals[name] ?? '').padStart(6),
    ];
    process.stdout.write(`${name.padEnd(20)} ${cells.join(' ')}\n`);
  }
  process.stdout.write(`\n${given} ids were given, ${lost} of them are not in the store\n`);
}
