import Database from 'better-sqlite3';
import { hashSync } from 'bcryptjs';
import type { SmallSite } from '../../../../libs/moodle-site/testing/small-site';
import type { Json } from '../testing/client';
import { temporaryFolder } from '../testing/service';
import { killServiceProcesses, serviceProcess, type ServiceProcess } from '../testing/service-process';
import { arrange, freshWorld, smallWorldSite, token } from '../webservice/testing/small-world';

const password = 'Sesame-open-4711';
const folder = temporaryFolder();
let small: SmallSite;
let service: ServiceProcess;

beforeAll(async () => {
  small = smallWorldSite('a backup of Moodle');
  arrange(small, freshWorld);
  small.run(`UPDATE mdl_user SET password = '${hashSync(password, 4)}', auth = 'manual'`);
  small.run("UPDATE mdl_user SET email = username || '@example.org'");
  small.insert('config', { name: 'authloginviaemail', value: '1' });
  small.insert('capabilities', { name: 'moodle/site:maintenanceaccess', captype: 'write', component: 'moodle' });
  service = await serviceProcess(small.configFile, `${folder}/data`, {
    COURSEKEEP_LOG_LEVEL: 'info',
    COURSEKEEP_TASKS: '0',
    COURSEKEEP_SIGNIN_FAILURES: '4',
  });
});
afterAll(() => {
  killServiceProcesses();
  small.remove();
});

/** What each door says of a name and a password: `in`, or the code of its error. */
const doors = {
  portal: async (username: string, given: string) => {
    const answer = await session({ username, password: given });
    return answer.status === 200 ? 'in' : answer.body.error.code;
  },
  token: async (username: string, given: string) => {
    const body = new URLSearchParams({ username, password: given, service: 'coursekeep' });
    const answer = (await (await fetch(`${service.url}/login/token.php`, { method: 'POST', body })).json()) as Json;
    return 'token' in answer ? 'in' : answer.errorcode;
  },
};
async function session(
  body: object,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Json; cookie: string }> {
  const answer = await fetch(`${service.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { status: answer.status, body: await answer.json(), cookie };
}
const change = (changes: string, username: string) =>
  small.run(`UPDATE mdl_user SET ${changes} WHERE username = '${username}'`);
/** As if no sign-in had failed before. */
function fifteenMinutesPass(): void {
  const store = new Database(`${folder}/data/store.sqlite`);
  store.exec('DELETE FROM signin_throttle');
  store.close();
}
beforeEach(fifteenMinutesPass);
const setting = (name: string, value: string | null) => {
  small.run(`DELETE FROM mdl_config WHERE name = '${name}'`);
  if (value !== null) small.insert('config', { name, value });
};

describe('an account that is locked after too many failures', () => {
  it.each([
    ['with blanks', 'manager', 'manager  '],
    ['with other blanks', 'manager', '\t\u00a0manager'],
    ['in capitals', 'manager', 'MANAGER'],
    ['by all of these', 'manager', ' Manager\n'],
  ])('is locked for its name %s too, at both doors', async (_how, username, other) => {
    for (let tries = 0; tries < 4; tries += 1) await doors[tries % 2 === 0 ? 'portal' : 'token'](other, 'wrong');
    expect(await doors.portal(other, password)).toBe('toomanyattempts');
    expect(await doors.token(username, password)).toBe('toomanyloginattempts');
    fifteenMinutesPass();
    expect(await doors.portal(other, password)).toBe('in');
  });

  it('is locked for its e-mail address too, but nobody learns by that whose address it is', async () => {
    for (let tries = 0; tries < 4; tries += 1) await doors.portal('student', 'wrong');
    expect(await doors.portal('student', password)).toBe('toomanyattempts');
    expect(await doors.portal('Student@example.org', password)).toBe('invalidlogin');
    expect(await doors.token('student@example.org', password)).toBe('invalidlogin');
    fifteenMinutesPass();
    expect(await doors.portal('Student@example.org ', password)).toBe('in');
  });

  it('is not opened by a door that has not looked at the password', async () => {
    setting('enablewebservices', '0');
    for (let tries = 0; tries < 3; tries += 1) {
      await doors.portal('teacher', 'wrong');
      await doors.token('teacher', 'wrong');
    }
    expect(await doors.portal('teacher', password)).toBe('toomanyattempts');
    setting('enablewebservices', '1');
  });
});

describe('an account that signs in elsewhere', () => {
  const hint = { methods: ['ldap'], tokenPage: 'http://localhost/user/managetoken.php' };
  beforeAll(() => change(`auth = 'ldap', password = 'not cached'`, 'noneditor'));
  afterAll(() => change(`auth = 'manual', password = '${hashSync(password, 4)}'`, 'noneditor'));

  it('is told where to go, as is everybody whose password is wrong: nobody learns which accounts these are', async () => {
    const answers = [];
    for (const username of ['noneditor', 'manager', 'nobody'])
      answers.push(await session({ username, password: 'wrong' }));
    expect(answers[0]).toMatchObject({ status: 401, body: { error: { code: 'invalidlogin', elsewhere: hint } } });
    expect(answers[0]?.body.error.message).toContain('(ldap), use a token here: http://localhost/user/managetoken.php');
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const body = new URLSearchParams({ username: 'noneditor', password: 'x', service: 'coursekeep' });
    const byToken = (await (await fetch(`${service.url}/login/token.php`, { method: 'POST', body })).json()) as Json;
    expect([byToken.errorcode, byToken.error]).toEqual(['invalidlogin', expect.stringContaining(hint.tokenPage)]);
  });

  it('is told so outright where it has proved itself, and comes in by a token', async () => {
    change(`password = '${hashSync(password, 4)}'`, 'noneditor');
    expect(await session({ username: 'noneditor', password })).toMatchObject({
      status: 403,
      body: { error: { code: 'signinelsewhere', elsewhere: hint } },
    });
    expect((await session({ token: token('noneditor') })).body.user).toMatchObject({ username: 'noneditor' });
  });

  it('does not exist on a site that keeps all passwords itself: nothing is said of it', async () => {
    change(`auth = 'manual'`, 'noneditor');
    const { body } = await session({ username: 'nobody', password: 'wrong' });
    expect(body).toEqual({ error: { code: 'invalidlogin', message: 'Name and password, or the token, do not fit.' } });
    change(`auth = 'ldap'`, 'noneditor');
  });
});

describe('who may not come in', () => {
  it.each([
    ['suspended', 'suspended = 1', 'suspended = 0'],
    ['unconfirmed', 'confirmed = 0', 'confirmed = 1'],
    ['nologin', "auth = 'nologin'", "auth = 'manual'"],
  ])('is told: %s, where the password is right, and only then', async (code, changes, normal) => {
    change(changes, 'teacher');
    const right = await session({ username: 'teacher', password });
    expect([right.status, right.body.error.code]).toEqual([403, code]);
    expect((await session({ username: 'teacher', password: 'wrong' })).body.error.code).toBe('invalidlogin');
    expect((await session({ token: token('teacher') })).body.error.code).toBe(code);
    change(normal, 'teacher');
    expect(await doors.portal('teacher', password)).toBe('in');
  });

  it('is told of the maintenance, with a password, a token or a session, which goes on after it', async () => {
    const { cookie } = await session({ username: 'teacher', password });
    setting('maintenance_enabled', '1');
    const shown = () => fetch(`${service.url}/api/v1/session`, { headers: { cookie } });
    const answers = [
      await session({ username: 'teacher', password }),
      await session({ token: token('teacher') }),
      await shown().then(async (answer) => ({ status: answer.status, body: (await answer.json()) as Json })),
    ];
    for (const { status, body } of answers) expect([status, body.error.code]).toEqual([503, 'sitemaintenance']);
    expect(await doors.portal('admin', password)).toBe('in');
    setting('maintenance_enabled', null);
    expect((await shown()).status).toBe(200);
  });
});

describe('the log', () => {
  it('tells of each sign-in that failed, with the account where there is one, and of what changes something', async () => {
    await doors.portal('Manager ', 'wrong-one');
    await doors.token('manager@example.org', 'wrong-two');
    await doors.portal('my-secret-typed-there', 'wrong-three');
    await session({ token: 'f'.repeat(32) });
    const { cookie } = await session({ username: 'manager', password });
    await fetch(`${service.url}/api/v1/courses/999/backups`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: '{}',
    });
    await service.logged('"errorcode":"courseunknown"');
    const lines = service
      .log()
      .split('\n')
      .filter((line) => line.includes('"path"'))
      .map((line) => JSON.parse(line) as Json)
      .slice(-6)
      .map(({ path, account, userid, errorcode, status }) => [path, account, userid, errorcode, status]);
    expect(lines).toEqual([
      ['/api/v1/session', 'manager', undefined, 'invalidlogin', 401],
      ['/login/token.php', 'manager', undefined, 'invalidlogin', 200],
      ['/api/v1/session', null, undefined, 'invalidlogin', 401],
      ['/api/v1/session', null, undefined, 'invalidlogin', 401],
      ['/api/v1/session', 'manager', 11, null, 200],
      ['/api/v1/courses/999/backups', undefined, 11, 'courseunknown', 404],
    ]);
    for (const secret of ['wrong-one', 'wrong-two', 'my-secret', 'wrong-three', 'ffffffff', password, cookie.slice(20)])
      expect(service.log()).not.toContain(secret);
  });
});
