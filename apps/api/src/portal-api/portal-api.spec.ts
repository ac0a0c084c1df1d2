import { client, type Json } from '../testing/client';
import { demoSite, startService, temporaryFolder, until, type DemoSite, type TestService } from '../testing/service';

let site: DemoSite;
let service: TestService;
let courseid: number;
const folder = temporaryFolder();

beforeAll(async () => {
  site = await demoSite(folder);
  service = await startService(site.config, `${folder}/data`, {}, { COURSEKEEP_SIGNIN_FAILURES: '3' });
  courseid = site.courses[0]?.id ?? 0;
});

const json = { 'content-type': 'application/json' };
const api = (path: string, init: RequestInit = {}) => fetch(`${service.url}/api/v1${path}`, init);
const signIn = (body: object) => api('/session', { method: 'POST', headers: json, body: JSON.stringify(body) });
const password = (username: string) => site.users.find((user) => user.username === username)?.password ?? '';

async function session(username: string): Promise<{ cookie: string }> {
  const answer = await signIn({ username, password: password(username) });
  return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}

describe('a session', () => {
  it('begins with name and password, or a token, and ends', async () => {
    const answer = await signIn({ username: 'teacher', password: password('teacher') });
    expect(answer.status).toBe(200);
    const body = (await answer.json()) as Json;
    expect(body.user).toMatchObject({ username: 'teacher', siteadmin: false });
    expect(body.session).toMatch(/^[\w-]{43}$/);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^coursekeep_session=[\w-]{43}; Max-Age=28800; Path=\/; HttpOnly; SameSite=Lax$/);
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    const shown = await api('/session', { headers });
    expect(await shown.json()).toMatchObject({
      user: body.user,
      site: { wwwroot: 'http://demo.invalid', timezone: expect.stringMatching(/^\w+(\/\w+)*$/) },
    });
    expect((await api('/session', { method: 'DELETE', headers })).status).toBe(204);
    expect((await api('/session', { headers })).status).toBe(401);
    expect((await signIn({ token: site.token('admin') })).status).toBe(200);
  });

  it('does not begin with a wrong password, token or body, and not at all after too many', async () => {
    expect((await signIn({ token: 'wrong' })).status).toBe(401);
    expect((await signIn({ username: 'teacher' })).status).toBe(400);
    for (const status of [401, 401, 401, 429]) {
      const answer = await signIn({ username: 'Manager', password: 'wrong' });
      expect(answer.status).toBe(status);
      expect(((await answer.json()) as Json).error.message).toMatch(/\.$/);
    }
    const right = await signIn({ username: 'manager', password: password('manager') });
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(800);
    expect((await signIn({ username: 'teacher', password: password('teacher') })).status).toBe(200);
  });

  it('is not needed to know which site it is, and nothing else is told', async () => {
    const { site: shown } = (await (await api('/session', { headers: await session('teacher') })).json()) as Json;
    const answer = await api('/site');
    expect([answer.status, await answer.json()]).toEqual([200, { site: { name: shown.name } }]);
    expect(shown.name).not.toBe('');
  });

  it('is needed everywhere', async () => {
    for (const path of ['/session', '/courses', `/courses/${courseid}`, `/courses/${courseid}/backups`, '/backups/x']) {
      expect((await api(path)).status).toBe(401);
      expect((await api(path, { headers: { cookie: 'coursekeep_session=forged' } })).status).toBe(401);
    }
  });
});

describe('backups', () => {
  it('are asked for, watched and downloaded', async () => {
    const headers = await session('teacher');
    const { courses } = (await (await api('/courses', { headers })).json()) as Json;
    expect(courses.map((course: Json) => course.id)).toContain(courseid);
    const { course, may } = (await (await api(`/courses/${courseid}`, { headers })).json()) as Json;
    expect(course).toMatchObject({ id: courseid, latest: null, good: null, running: null, visible: true });
    expect(course.contextid).toBeGreaterThan(0);
    expect(may).toEqual({ userinfo: false, configure: true });

    const started = await api(`/courses/${courseid}/backups`, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: JSON.stringify({ options: { users: 0, blocks: 1 } }),
    });
    expect(started.status).toBe(202);
    const { backupid } = (await started.json()) as Json;
    const backup = await until(
      async () => ((await (await api(`/backups/${backupid}`, { headers })).json()) as Json).backup,
      ({ status }) => status >= 900,
    );
    expect(backup).toMatchObject({
      backupid,
      courseid,
      status: 1000,
      progress: 1,
      users: false,
      origin: 'coursekeep',
      error: null,
      downloadurl: `/api/v1/backups/${backupid}/download`,
      restoreurl: expect.stringMatching(/^http:\/\/demo\.invalid\/backup\/restorefile\.php\?contextid=\d+$/),
    });
    expect(backup.who).toMatch(/\w+ \w+/);
    const file = await fetch(service.url + backup.downloadurl, { headers });
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${backup.filename}"`);
    expect((await file.arrayBuffer()).byteLength).toBe(backup.filesize);
    const { backups } = (await (await api(`/courses/${courseid}/backups`, { headers })).json()) as Json;
    expect(backups).toEqual([backup]);
    const after = (await (await api('/courses', { headers })).json()) as Json;
    expect(after.courses.find(({ id }: Json) => id === courseid)).toMatchObject({ latest: backup, good: backup });
  });

  it('are not asked for in a form of another site, nor by who may not', async () => {
    const teacher = await session('teacher');
    const path = `/courses/${courseid}/backups`;
    const form = await api(path, { method: 'POST', headers: teacher, body: new URLSearchParams({ options: '{}' }) });
    expect(form.status).toBe(415);
    const text = await api(path, { method: 'POST', headers: { ...teacher, 'content-type': 'text/plain' }, body: '{}' });
    expect(text.status).toBe(415);
    const post = async (headers: object, body: string, to = path) => {
      const answer = await api(to, { method: 'POST', headers: { ...json, ...headers }, body });
      return [answer.status, ((await answer.json()) as Json).error.code];
    };
    expect(await post(teacher, '{')).toEqual([400, 'badrequest']);
    expect(await post(teacher, '{"x":1}')).toEqual([400, 'badrequest']);
    expect(await post(teacher, '{"options":{"bogus":1}}')).toEqual([400, 'unknown-option']);
    expect(await post(teacher, '{"options":{"users":1}}')).toEqual([403, 'nopermissions']);
    expect(await post(teacher, '{}', '/courses/999999/backups')).toEqual([404, 'courseunknown']);
    expect(await post(teacher, JSON.stringify({ x: 'x'.repeat(2_000_000) }))).toEqual([413, 'bodytoolarge']);
    expect((await post(await session('student'), '{}'))[0]).toBe(403);
    expect((await api('/backups/nothing', { headers: teacher })).status).toBe(404);
    expect((await api('/courses/x', { headers: teacher })).status).toBe(400);
    expect((await api('/nowhere', { headers: teacher })).status).toBe(404);
  });

  it('are cancelled, waiting or running, by who may see them', async () => {
    const headers = await session('teacher');
    const remove = (backupid: string, as: object) =>
      api(`/backups/${backupid}`, { method: 'DELETE', headers: { ...as } });
    const ids = [1, 2, 3].map(() => client(service.url, site.token('teacher')).start(courseid));
    const [running = '', waiting = '', kept = ''] = await Promise.all(ids);
    expect((await remove(waiting, await session('student'))).status).toBe(403);
    for (const backupid of [waiting, running]) {
      const answer = await remove(backupid, headers);
      const { backup } = (await (await api(`/backups/${backupid}`, { headers })).json()) as Json;
      // The first may have finished before it could be cancelled.
      if (answer.status === 409) expect(backup.status).toBeGreaterThanOrEqual(800);
      else expect([answer.status, backup.status, backup.error.code]).toEqual([204, 900, 'cancelled']);
    }
    expect(await client(service.url, site.token('teacher')).ended(kept)).toMatchObject({ status: 1000 });
    const late = await remove(kept, headers);
    expect([late.status, ((await late.json()) as Json).error.code]).toEqual([409, 'backupnotrunning']);
    expect((await remove('f'.repeat(32), headers)).status).toBe(404);
  });

  it('of somebody else are not shown to who may not back up the course', async () => {
    const backupid = await client(service.url, site.token('teacher')).start(courseid);
    expect((await api(`/backups/${backupid}`, { headers: await session('student') })).status).toBe(403);
    expect((await api(`/backups/${backupid}`, { headers: await session('admin') })).status).toBe(200);
  });
});

describe('the service', () => {
  it('says that it is well, and tells nothing about itself', async () => {
    const answer = await fetch(`${service.url}/health`);
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true, store: true, site: true, storage: true }]);
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
