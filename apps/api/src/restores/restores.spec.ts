import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import { openSite } from '@coursekeep/moodle-site';
import { StandIn } from '../../../../libs/course-restore/testing/restore-world';
import { client, type Json } from '../testing/client';
import { demoSite, startService, temporaryFolder, type DemoSite, type TestService, until } from '../testing/service';
import { killServiceProcesses, serviceProcess } from '../testing/service-process';

const folder = temporaryFolder();
const CATEGORY = 1;
let site: DemoSite;
let course: number;
beforeAll(async () => {
  site = await demoSite(folder);
  course = site.courses[0]?.id ?? 0;
});
afterAll(killServiceProcesses);

const ended = (of: ReturnType<typeof client>, restoreid: string, name = 'restore'): Promise<Json> =>
  until(
    async () => (await of.call(`core_course_${name}_async_get_status`, { restoreid }))[0],
    (answer) => answer.status >= 900,
  );

async function courseRow(id: number) {
  const opened = await openSite(site.config, { env: {} });
  try {
    return await opened.access.course(id);
  } finally {
    await opened.close();
  }
}

async function coursesCalled(shortname: string): Promise<number> {
  const opened = await openSite(site.config, { env: {} });
  try {
    const query = { text: 'SELECT id FROM {course} WHERE shortname LIKE ?', parameters: [`${shortname}%`] };
    return (await opened.database.all(query)).length;
  } finally {
    await opened.close();
  }
}

describe('Restores on the embedded site', () => {
  let service: TestService;
  let backupid: string;
  beforeAll(async () => {
    service = await startService(site.config, `${folder}/data`);
    const admin = client(service.url, site.token('admin'));
    backupid = await admin.start(course, { users: 1 });
    await admin.ended(backupid);
  }, 120_000);
  const as = (username: string) => client(service.url, site.token(username));

  it('make a hidden course of a backup, with all that is in it', async () => {
    const { restoreid } = await as('admin').call('core_course_restore_async', { backupid, categoryid: CATEGORY });
    const status = await ended(as('admin'), restoreid);
    expect(status).toMatchObject({ status: 1000, progress: 1, phase: 'done', message: '', warnings: [] });
    expect(status.courseurl).toBe(`http://demo.invalid/course/view.php?id=${status.courseid}`);
    expect(await courseRow(status.courseid)).toMatchObject({ visible: false, categoryId: CATEGORY });
    expect(readdirSync(`${folder}/data/restores`)).toEqual([]);
  }, 120_000);

  it('make a copy of a course as one task, in phases', async () => {
    const wanted = {
      courseid: course,
      fullname: 'Copy; $(id)',
      shortname: 'copy',
      categoryid: CATEGORY,
      'options[0][name]': 'users',
      'options[0][value]': 0,
    };
    const { restoreid } = await as('manager').call('core_course_duplicate_async', wanted);
    const seen = new Set<string>();
    const last = await until(
      async () => (await as('manager').call('core_course_duplicate_async_get_status', { restoreid }))[0],
      (answer) => seen.add(answer.phase) && answer.status >= 900,
    );
    expect(last).toMatchObject({ status: 1000, phase: 'done', message: '' });
    expect(seen).toContain('backup');
    expect(await courseRow(last.courseid)).toMatchObject({ shortname: 'copy', fullname: 'Copy; $(id)' });
  }, 120_000);

  it('are refused to who may not restore there, and nobody sees those of others', async () => {
    const own = await as('teacher').start(course);
    const refused = await as('teacher').call('core_course_restore_async', { backupid: own, categoryid: CATEGORY });
    expect(refused).toMatchObject({
      errorcode: 'nopermissions',
      message: expect.stringContaining('moodle/course:create'),
    });
    const copy = { courseid: course, fullname: 'a', shortname: 'b', categoryid: CATEGORY };
    expect((await as('teacher').call('core_course_duplicate_async', copy)).errorcode).toBe('nopermissions');
    expect((await as('student').call('core_course_restore_async', { backupid, categoryid: CATEGORY })).errorcode).toBe(
      'nopermissions',
    );
    const nowhere = await as('admin').call('core_course_restore_async', { backupid, categoryid: 4711 });
    expect(nowhere.errorcode).toBe('invalidrecord');
    const unnamed = { backupid, categoryid: CATEGORY, shortname: 'x'.repeat(300) };
    expect((await as('admin').call('core_course_restore_async', unnamed)).errorcode).toBe('invalidparameter');
    const { restoreid } = await as('admin').call('core_course_restore_async', { backupid, categoryid: CATEGORY });
    expect((await as('manager').call('core_course_restore_async_get_status', { restoreid })).errorcode).toBe(
      'invalidrecord',
    );
    await ended(as('admin'), restoreid);
  }, 120_000);

  it('are asked for and followed by the JSON API too', async () => {
    const json = { 'Content-Type': 'application/json' };
    const credentials = JSON.stringify({ username: 'admin', password: 'Admin.1234' });
    const signed = await fetch(`${service.url}/api/v1/session`, { method: 'POST', headers: json, body: credentials });
    const headers = { ...json, Cookie: signed.headers.get('set-cookie')?.split(';')[0] ?? '' };
    const ask = (body: object) =>
      fetch(`${service.url}/api/v1/restores`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect((await ask({ backupid, categoryid: '1' })).status).toBe(400);
    expect((await ask({ backupid: '0'.repeat(32), categoryid: CATEGORY })).status).toBe(404);
    const answer = await ask({ backupid, categoryid: CATEGORY, shortname: 'by-json' });
    expect(answer.status).toBe(202);
    const { restore } = (await answer.json()) as Json;
    const show = async () =>
      ((await (await fetch(`${service.url}/api/v1/restores/${restore.restoreid}`, { headers })).json()) as Json)
        .restore;
    expect(await until(show, ({ status }) => status >= 900)).toMatchObject({ status: 1000, error: null });
    expect(await coursesCalled('by-json')).toBe(1);
  }, 120_000);
});

describe('A restore whose service is killed', () => {
  it('is done once, by the next service', async () => {
    const data = `${folder}/killed`;
    const first = await serviceProcess(site.config, data);
    const admin = client(first.url, site.token('admin'));
    const backupid = await admin.start(course);
    await admin.ended(backupid);
    const wish = { backupid, categoryid: CATEGORY, shortname: 'survivor' };
    const { restoreid } = await admin.call('core_course_restore_async', wish);
    await until(
      async () => (await admin.call('core_course_restore_async_get_status', { restoreid }))[0],
      ({ status }) => status >= 800,
    );
    await first.end('SIGKILL');
    const second = await serviceProcess(site.config, data);
    expect(await ended(client(second.url, site.token('admin')), restoreid)).toMatchObject({ status: 1000 });
    expect(await coursesCalled('survivor')).toBe(1);
    await second.end('SIGTERM');
  }, 180_000);
});

describe('Restores by Moodle’s command', () => {
  const standIn = () => new StandIn(join(folder, 'moodle'), join(site.folder, 'site.sqlite'));

  it('that crash in the middle have failed, and the half course is named', async () => {
    const moodle = standIn().place();
    moodle.behave('crash');
    const service = await startService(
      site.config,
      `${folder}/by-command`,
      {},
      { COURSEKEEP_MOODLE_CLI: moodle.setting },
    );
    const admin = client(service.url, site.token('admin'));
    const backupid = await admin.start(course);
    const wish = { backupid, categoryid: CATEGORY, shortname: 'half' };
    const status = await ended(admin, (await admin.call('core_course_restore_async', wish)).restoreid);
    expect(status).toMatchObject({ status: 900, message: expect.stringContaining('half-made course') });
    expect(await courseRow(status.courseid)).toMatchObject({ shortname: 'half', visible: false });
    expect(moodle.called?.words.join(' ')).not.toContain('half');
    await service.close();
  }, 120_000);
});
