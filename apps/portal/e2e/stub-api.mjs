// A stand-in for the service: the portal's JSON API with made-up courses, and the portal itself in the same process, as the
// real service does it. For the browser tests, and for working on the portal: `node e2e/stub-api.mjs [port]`.
// `POST /stub/down` and `/stub/up`: the API breaks its connections, and answers again. `/stub/gone`: the portal too.
// `POST /stub/expire`: all sessions end. `/stub/forbid` and `/stub/permit`: the right to course 6 is taken, and given back.
// Users: teacher, newcomer (no courses), restricted (no people's data, no choice); password "demo"; token "demo-token".
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const portalFolder = join(dirname(fileURLToPath(import.meta.url)), '..');
const RUN_MS = Number(process.env.STUB_RUN_MS ?? 6000);
const DAY = 86_400;

/** Starts it on a port (0: any free one). `close()` ends it. */
export async function startStub(port = 0) {
  let reach = 'up';
  const state = makeState();
  let handlePortal;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stub');
    if (url.pathname.startsWith('/stub/')) {
      const command = url.pathname.slice('/stub/'.length);
      if (['up', 'down', 'gone'].includes(command)) reach = command;
      if (command === 'expire') state.sessions.clear();
      state.forbidden = command === 'forbid';
      return response.writeHead(204).end();
    }
    if (reach === 'gone') return request.socket.destroy();
    if (!url.pathname.startsWith('/api/')) return handlePortal(request, response);
    if (reach === 'down') return request.socket.destroy();
    return answer(state, request, url, response).catch((error) => {
      console.error(error);
      send(response, 500, problem('internal', 'The stub failed.'));
    });
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: actualPort } = server.address();
  const url = `http://127.0.0.1:${actualPort}`;
  process.env.COURSEKEEP_INTERNAL_URL = url;
  const { default: next } = await import('next');
  const portal = next({
    dev: process.env.STUB_DEV === '1',
    dir: portalFolder,
    hostname: '127.0.0.1',
    port: actualPort,
  });
  await portal.prepare();
  handlePortal = portal.getRequestHandler();
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await portal.close();
    },
  };
}

async function answer(state, request, url, response) {
  const route = `${request.method} ${url.pathname.replace('/api/v1', '')}`;
  if (route === 'GET /site') return send(response, 200, { site: { name: site.name } });
  if (route === 'POST /session') return signIn(state, await bodyOf(request), response);
  const user = state.sessions.get(/coursekeep_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]);
  if (!user) return send(response, 401, problem('notsignedin', 'Sign in first.'));
  if (route === 'GET /session') return send(response, 200, { user, site });
  if (route === 'DELETE /session') {
    state.sessions.clear();
    return response.writeHead(204).end();
  }
  if (route === 'GET /courses') {
    const all = user.username === 'newcomer' ? [] : state.courses.map((one) => seen(state, one));
    return send(response, 200, pageOf(all, url.searchParams));
  }
  const [, courseId, backups] = /^\/courses\/(\d+)(\/backups)?$/.exec(url.pathname.replace('/api/v1', '')) ?? [];
  if (courseId) return answerCourse(state, user, Number(courseId), Boolean(backups), request, response);
  const [, backupId, download] = /^\/backups\/(\w+)(\/download)?$/.exec(url.pathname.replace('/api/v1', '')) ?? [];
  const backup = state.backups.find((one) => one.backupid === backupId);
  if (!backup) return send(response, 404, problem('notfound', 'There is no such backup.'));
  if (backup.courseid === 6 && state.forbidden)
    return send(response, 403, problem('nopermissions', 'You may not see it.'));
  if (request.method === 'DELETE') return cancel(backup, user, response);
  if (!download) return send(response, 200, { backup: progressed(backup) });
  response.writeHead(200, {
    'content-type': 'application/vnd.moodle.backup',
    'content-disposition': `attachment; filename="${progressed(backup).filename}"`,
  });
  return response.end('stub');
}

async function answerCourse(state, user, courseId, backups, request, response) {
  if (courseId === 403 || (courseId === 6 && state.forbidden)) {
    return send(response, 403, problem('nopermissions', 'It needs the permission "Backup courses".'));
  }
  if (courseId === 503) {
    return send(response, 503, problem('sitedown', 'The site’s database cannot be reached at the moment.'));
  }
  const course = state.courses.find((one) => one.id === courseId);
  if (!course) return send(response, 404, problem('unknowncourse', `There is no course ${courseId}.`));
  const all = user.username !== 'restricted';
  if (!backups) {
    const details = {
      course: { ...seen(state, course), contextid: courseId + 100 },
      may: { userinfo: all, configure: all },
    };
    return send(response, 200, details);
  }
  if (request.method === 'GET') return send(response, 200, { backups: backupsOf(state, courseId) });
  if (request.headers['content-type'] !== 'application/json') {
    return send(response, 415, problem('notjson', 'Send JSON.'));
  }
  const { options } = await bodyOf(request);
  if (course.shortname === 'FULL') {
    return send(response, 507, problem('storagefull', 'There is no room for another backup on the server.'));
  }
  const backup = running(courseId, user.fullname, options);
  state.backups.unshift(backup);
  return send(response, 202, { backupid: backup.backupid });
}

/** As the service does it: what has ended, or is just being finished, is not cancelled. */
function cancel(backup, user, response) {
  if (progressed(backup).progress > 0.9) {
    return send(response, 409, problem('backupnotrunning', 'This backup cannot be cancelled.'));
  }
  const error = { code: 'cancelled', message: `${user.fullname} cancelled the backup.` };
  Object.assign(backup, { status: 900, error, step: '', timefinished: Math.floor(Date.now() / 1000) });
  delete backup.started;
  return response.writeHead(204).end();
}

function signIn(state, { username, password, token }, response) {
  const user = token === 'demo-token' ? users.teacher : password === 'demo' ? users[username] : undefined;
  if (username === 'impatient') {
    response.setHeader('retry-after', '840');
    return send(response, 429, problem('toomany', 'Too many tries.'));
  }
  if (!user) return send(response, 401, problem('invalidlogin', 'Invalid login.'));
  const session = randomBytes(16).toString('hex');
  state.sessions.set(session, user);
  response.setHeader('set-cookie', `coursekeep_session=${session}; Path=/; HttpOnly; SameSite=Lax; Max-Age=28800`);
  return send(response, 200, { user, session });
}

const site = {
  name: 'Riverside College',
  wwwroot: 'http://moodle.example',
  release: '4.5.1 (Build: 20241202)',
  timezone: 'Pacific/Auckland',
};
const users = {
  teacher: { id: 3, username: 'teacher', fullname: 'Theresa Acher', siteadmin: false },
  newcomer: { id: 4, username: 'newcomer', fullname: 'Noor Comer', siteadmin: false },
  restricted: { id: 5, username: 'restricted', fullname: 'Rae Stricted', siteadmin: false },
};

function makeState() {
  const now = Math.floor(Date.now() / 1000);
  const course = (id, shortname, fullname, category, visible = true) => ({
    id,
    shortname,
    fullname,
    category,
    visible,
  });
  const courses = [
    course(2, 'BIO101', 'Biology of the cell', 'Sciences'),
    course(3, 'HIST2', 'History of Europe since 1789', 'Humanities'),
    course(4, 'CHEM-L', 'Chemistry laboratory', 'Sciences'),
    course(5, 'NEW', 'Introduction to statistics', 'Mathematics', false),
    course(6, 'RUN', 'Programming in practice', 'Computing'),
    course(7, 'FULL', 'École d’été: le français pour débutants', 'Languages'),
    course(8, 'MIX', 'Ethics', 'Humanities'),
    course(9, 'AGAIN', 'Music theory', 'Arts'),
  ];
  const made = (courseid, days, rest = {}) => done(courseid, now - days * DAY, rest);
  const backups = [
    made(2, 1.4, { filesize: 243_120_455, users: true }),
    made(2, 9.2, { filesize: 18_400_112, warnings: [missingFile] }),
    made(2, 35, { filesize: 221_004_871, users: true }),
    made(2, 62, { origin: 'moodle', backupid: null, filesize: 16_120_000, who: '', downloadurl: null }),
    made(3, 61, { filesize: 5_402_118 }),
    made(4, 0.45, {
      ...noFile,
      backupid: 'failed',
      status: 900,
      users: true,
      error: { code: 'dataroot-unreadable', message: 'The file pool /srv/moodledata/filedir cannot be read: EACCES.' },
    }),
    made(4, 7.5, { filesize: 52_004_871, users: true }),
    made(7, 3, { filesize: 999_950 }),
    made(8, 0.2, {
      ...noFile,
      status: 900,
      error: { code: 'cancelled', message: 'Theresa Acher cancelled the backup.' },
    }),
    made(8, 2.1, { ...noFile, backupid: 'lost', error: lostFile }),
    made(8, 5, { backupid: 'noted', filesize: 1_204_000, warnings: Array(12).fill(missingFile) }),
  ];
  const stuck = { ...running(6, users.teacher.fullname, { users: 1 }), stuck: 0.43 };
  const closing = { ...running(9, users.teacher.fullname, { users: 0 }), stuck: 0.97, backupid: 'closing' };
  const again = { code: 'database-unreachable', message: 'connect ECONNREFUSED 127.0.0.1:5432' };
  const retried = {
    ...running(9, users.teacher.fullname, { users: 0 }),
    started: undefined,
    error: again,
    backupid: 'again',
  };
  return { sessions: new Map(), courses, backups: [stuck, closing, retried, ...backups] };
}

const noFile = { filename: null, filesize: null, downloadurl: null, restoreurl: null };
const lostFile = { code: 'filemissing', message: 'The file of this backup is no longer in the storage.' };
const missingFile = {
  code: 'missingfile',
  message: 'The file “lab-plan.pdf” in “Week 3” is missing on the site and could not be included.',
};

function done(courseid, timecreated, rest) {
  const backupid = randomBytes(16).toString('hex');
  return {
    backupid,
    courseid,
    status: 1000,
    progress: 1,
    step: '',
    filename: `backup-moodle2-course-${courseid}-${new Date(timecreated * 1000).toISOString().slice(0, 10)}.mbz`,
    filesize: 1_000_000,
    users: false,
    timecreated: Math.floor(timecreated),
    timefinished: Math.floor(timecreated) + 21,
    who: users.teacher.fullname,
    warnings: [],
    error: null,
    origin: 'coursekeep',
    downloadurl: `/api/v1/backups/${backupid}/download`,
    restoreurl: 'http://moodle.invalid/backup/restorefile.php?contextid=21',
    ...rest,
  };
}

function running(courseid, who, options) {
  const blank = { status: 700, progress: 0, filename: null, filesize: null, timefinished: null, downloadurl: null };
  return {
    ...done(courseid, Date.now() / 1000, { ...blank, users: options.users === 1, who }),
    started: Date.now(),
    options,
  };
}

/** A started backup as far as it has come by now. */
function progressed({ started, stuck, options, ...backup }) {
  if (!started) return backup;
  const share = stuck ?? Math.min(1, (Date.now() - started) / RUN_MS - 0.1);
  if (share <= 0) return backup;
  if (share < 1) return { ...backup, status: 800, progress: share, step: `Forum ${Math.ceil(share * 40)} of 40` };
  const whole = done(backup.courseid, backup.timecreated, {});
  return {
    ...whole,
    ...backup,
    status: 1000,
    progress: 1,
    filename: whole.filename,
    filesize: 18_450_000,
    timefinished: backup.timecreated + Math.round(RUN_MS / 1000),
    warnings: options.blocks === 0 ? [] : [missingFile],
    downloadurl: `/api/v1/backups/${backup.backupid}/download`,
  };
}

function backupsOf(state, courseId) {
  return state.backups.filter((one) => one.courseid === courseId).map(progressed);
}

function seen(state, course) {
  const backups = backupsOf(state, course.id);
  return {
    ...course,
    latest: backups.find((one) => one.status >= 900 && one.backupid) ?? null,
    good: backups.find((one) => one.status === 1000 && !one.error) ?? null,
    running: backups.find((one) => one.status < 900) ?? null,
  };
}

/** The list as the service answers it; sorted by name only. */
function pageOf(all, asked) {
  const folded = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = folded(asked.get('q') ?? '').split(/\s+/);
  const shown = {
    never: ({ latest, good }) => !latest && !good,
    failed: ({ latest }) => latest?.status === 900 && latest.error.code !== 'cancelled',
    running: ({ running }) => running !== null,
  }[asked.get('show')];
  const found = all
    .filter((one) => words.every((word) => folded(`${one.fullname} ${one.shortname} ${one.category}`).includes(word)))
    .filter(shown ?? (() => true))
    .sort((one, other) => one.fullname.localeCompare(other.fullname, 'en'));
  const limit = Number(asked.get('limit') ?? 50);
  const page = Math.min(Number(asked.get('page') ?? 1), Math.max(1, Math.ceil(found.length / limit)));
  const courses = found.slice((page - 1) * limit, page * limit);
  return { courses, total: all.length, matching: found.length, next: null };
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}');
}

function problem(code, message) {
  return { error: { code, message } };
}

function send(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stub = await startStub(Number(process.argv[2] ?? 8090));
  console.log(stub.url);
}
