import { readFileSync, statSync } from 'node:fs';
import { hashSync } from 'bcryptjs';
import type { SmallSite } from '../../../../libs/moodle-site/testing/small-site';
import { client, type Json } from '../testing/client';
import { startService, temporaryFolder, type TestService } from '../testing/service';
import { arrange, freshWorld, people, smallWorldSite, token, type Person } from './testing/small-world';

const folder = temporaryFolder();
const password = 'Pass.1234';
let small: SmallSite;
let service: TestService;

beforeAll(async () => {
  small = smallWorldSite('a backup of Moodle');
  arrange(small, freshWorld);
  small.run(`UPDATE mdl_user SET password = '${hashSync(password, 4)}'`);
  small.run('DELETE FROM mdl_external_tokens WHERE userid IN (12, 14)');
  small.run('DELETE FROM mdl_user_private_key WHERE userid = 12');
  const capability = { name: 'moodle/webservice:createtoken', captype: 'write', component: 'moodle' };
  small.insert('capabilities', capability);
  small.insert('role_capabilities', { roleid: 3, contextid: 1, capability: capability.name, permission: 1 });
  small.insert('role_assignments', { userid: 12, roleid: 3, contextid: 1 });
  service = await start();
});
afterAll(() => small.remove());

const start = () =>
  startService(small.configFile, `${folder}/data`, {}, { COURSEKEEP_TASKS: '0', COURSEKEEP_SIGNIN_FAILURES: '3' });
const signIn = async (username: string, given = password, wanted = 'coursekeep'): Promise<Json> => {
  const fields = new URLSearchParams({ username, password: given, service: wanted });
  const answer = await fetch(`${service.url}/login/token.php`, { method: 'POST', body: fields });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  return answer.json();
};
const portalSignIn = (body: object) =>
  fetch(`${service.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const info = (text: string): Promise<Json> => client(service.url, text).call('core_webservice_get_site_info');
const set = (person: Person, column: string, value: number) =>
  small.run(`UPDATE mdl_user SET ${column} = ${value} WHERE id = ${people[person]}`);

describe('login/token.php', () => {
  it("hands out the site's own token", async () => {
    expect(await signIn('manager')).toEqual({ token: token('manager'), privatetoken: null });
  });

  it('issues a token of the service to who may have one made, the same each time, also after a restart', async () => {
    const { token: issued } = await signIn('teacher');
    expect(issued).toMatch(/^[0-9a-f]{32}$/);
    expect((await signIn(' TEACHER ')).token).toBe(issued);
    expect(await info(issued)).toMatchObject({ username: 'teacher', downloadfiles: 1 });
    await service.close();
    service = await start();
    expect((await signIn('teacher')).token).toBe(issued);
    expect(await client(service.url, issued).list(10)).toHaveLength(2);
    const file = await fetch(`${service.url}/webservice/pluginfile.php/110/backup/course/moodle.mbz?token=${issued}`);
    expect(await file.text()).toBe('a backup of Moodle');
    expect((await portalSignIn({ token: issued })).status).toBe(200);
  });

  it('whose tokens end with the account, and lie nowhere to be read', async () => {
    const { token: issued } = await signIn('teacher');
    set('teacher', 'suspended', 1);
    expect((await info(issued)).errorcode).toBe('wsaccessusersuspended');
    set('teacher', 'suspended', 0);
    small.run('UPDATE mdl_external_services SET enabled = 0');
    expect((await info(issued)).errorcode).toBe('accessexception');
    small.run('UPDATE mdl_external_services SET enabled = 1');
    expect((await info(issued)).username).toBe('teacher');
    for (const file of ['store.sqlite', 'store.sqlite-wal', 'secret'])
      expect(readFileSync(`${service.data}/${file}`).includes(issued)).toBe(false);
    expect(statSync(`${service.data}/secret`).mode & 0o777).toBe(0o600);
  });

  it('makes none for who may not have one', async () => {
    expect((await signIn('student')).errorcode).toBe('cannotcreatetoken');
  });

  it('takes no more attempts than the portal does, and shares their count with it', async () => {
    for (const expected of ['invalidlogin', 'invalidlogin'])
      expect((await signIn('noneditor', 'x')).errorcode).toBe(expected);
    const portal = await portalSignIn({ username: 'NonEditor', password: 'x' });
    expect(portal.status).toBe(401);
    expect((await signIn('noneditor')).errorcode).toBe('toomanyloginattempts');
  });
});

describe('the key for files', () => {
  const get = async (key: string, more = '') => {
    const answer = await fetch(`${service.url}/tokenpluginfile.php/${key}/110/backup/course/moodle.mbz${more}`);
    const text = await answer.text();
    return { status: answer.status, disposition: answer.headers.get('content-disposition'), text };
  };

  it('is told by get_site_info, and opens files but not the web services', async () => {
    const { token: issued } = await signIn('teacher');
    const { userprivateaccesskey: key } = await info(issued);
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(key).not.toBe(issued);
    expect((await info(issued)).userprivateaccesskey).toBe(key);
    expect(await get(key)).toMatchObject({
      status: 200,
      disposition: 'inline; filename="moodle.mbz"',
      text: 'a backup of Moodle',
    });
    expect((await get(key, '?forcedownload=1')).disposition).toBe('attachment; filename="moodle.mbz"');
    expect((await info(key)).errorcode).toBe('invalidtoken');
    expect(await get(issued)).toMatchObject({ status: 404 });
    const byQuery = await fetch(`${service.url}/tokenpluginfile.php?token=${key}&file=/110/backup/course/moodle.mbz`);
    expect(await byQuery.text()).toBe('a backup of Moodle');
  });

  it('is none otherwise', async () => {
    for (const key of ['0'.repeat(32), token('admin'), 'x', '%00']) {
      const { status, text } = await get(key);
      expect([status, JSON.parse(text).errorcode]).toEqual([404, 'invalidkey']);
    }
  });
});

describe('a token that is narrowed to a context', () => {
  it('leaves it for nothing', async () => {
    small.insert('external_tokens', {
      token: 'narrow',
      tokentype: 0,
      userid: people.admin,
      externalserviceid: 1,
      contextid: 110,
      timecreated: 5,
    });
    const { call, list } = client(service.url, 'narrow');
    expect(await list(10)).toHaveLength(2);
    expect((await list(20)).errorcode).toBe('restrictedcontextexception');
    expect((await call('core_course_backup_async', { courseid: 20 })).errorcode).toBe('restrictedcontextexception');
    const progress = await call('core_backup_get_async_backup_progress', { contextid: 120, 'backupids[0]': 'x' });
    expect(progress.errorcode).toBe('restrictedcontextexception');
    expect(await call('core_course_get_courses', { 'options[ids][0]': 20 })).toMatchObject({
      errorcode: 'errorcoursecontextnotvalid',
      message: expect.stringContaining('violates context restriction'),
    });
    const both = { 'options[ids][0]': 10, 'options[ids][1]': 20 };
    expect((await call('core_course_get_courses', both)).message).toContain('20');
    expect(await call('core_course_get_courses', { 'options[ids][0]': 10 })).toMatchObject([{ id: 10 }]);
  });
});

describe('what must be done on the site first', () => {
  const courseCall = () => client(service.url, token('manager')).list(10);
  it('is told: the password', async () => {
    small.insert('user_preferences', { userid: people.manager, name: 'auth_forcepasswordchange', value: '1' });
    expect(await courseCall()).toMatchObject({
      errorcode: 'errorcoursecontextnotvalid',
      message: expect.stringMatching(/\(course id:10\).*You must change your password to proceed\.$/),
    });
    expect((await info(token('manager'))).errorcode).toBe('forcepasswordchangenotice');
    small.run('DELETE FROM mdl_user_preferences');
    expect(await courseCall()).toHaveLength(2);
  });

  it('is told: the policy', async () => {
    small.insert('config', { name: 'sitepolicy', value: 'http://localhost/policy' });
    expect((await courseCall()).message).toMatch(/Site policy not agreed: http:\/\/localhost\/policy$/);
    expect((await info(token('manager'))).errorcode).toBe('sitepolicynotagreed');
    set('manager', 'policyagreed', 1);
    expect(await courseCall()).toHaveLength(2);
    small.run("DELETE FROM mdl_config WHERE name = 'sitepolicy'");
  });
});

describe('functions that the service does not offer', () => {
  it('are unknown, or not in the service', async () => {
    small.insert('external_functions', { name: 'core_user_get_users' });
    const code = async () => (await client(service.url, token('admin')).call('core_user_get_users')).errorcode;
    expect(await code()).toBe('accessexception');
    small.insert('external_services_functions', { externalserviceid: 1, functionname: 'core_user_get_users' });
    expect(await code()).toBe('invalidrecord');
  });
});
