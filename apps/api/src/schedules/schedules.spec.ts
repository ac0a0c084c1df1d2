import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScheduleInput } from '@coursekeep/schedules';
import { readSettings } from '../config/settings';
import { startServer } from '../server';
import { ScheduleRow } from '../store/schedule.entity';
import { Store } from '../store/store';
import { apiClient } from '../testing/api-client';
import { client, type Json } from '../testing/client';
import { killServiceProcesses, serviceProcess } from '../testing/service-process';
import {
  demoSite,
  obstinateWorker,
  serviceEnv,
  startService,
  temporaryFolder,
  until,
  type DemoSite,
  type TestService,
} from '../testing/service';

let site: DemoSite;
const folder = temporaryFolder();
beforeAll(async () => {
  site = await demoSite(folder);
});
afterAll(killServiceProcesses);

/** In no test does its hour come. */
const never = { cron: '0 0 29 2 1' };
const nightly = (given: Partial<ScheduleInput> = {}) => ({
  name: 'nightly',
  courses: { all: true },
  when: never,
  ...given,
});
const admin = (service: Pick<TestService, 'url'>) => apiClient(service.url, site.token('admin'));
type Call = Awaited<ReturnType<typeof apiClient>>;

const report = async (call: Call, runid: string): Promise<Json> => (await call('GET', `/schedule-runs/${runid}`)).body;
const ended = (call: Call, runid: string) =>
  until(
    () => report(call, runid),
    ({ run }) => run.status !== 'running',
  );
const states = ({ results }: Json): string[] => results.map(({ state }: Json) => state);

describe('a schedule', () => {
  let service: TestService;
  let call: Call;
  beforeAll(async () => {
    service = await startService(site.config, join(folder, 'data'));
    call = await admin(service);
  });

  it('is for administrators of the site only', async () => {
    const stranger = await apiClient(service.url, null);
    const manager = await apiClient(service.url, site.token('manager'));
    for (const [method, path, body] of [
      ['GET', '/schedules'],
      ['POST', '/schedules', nightly()],
      ['GET', '/schedules/nightly'],
      ['PUT', '/schedules/nightly', nightly()],
      ['DELETE', '/schedules/nightly'],
      ['POST', '/schedules/nightly/run'],
      ['POST', '/schedules/nightly/stop'],
      ['POST', '/schedules/nightly/pause'],
      ['POST', '/schedules/nightly/resume'],
      ['GET', '/schedules/nightly/preview'],
      ['GET', '/schedules/nightly/runs'],
      ['GET', '/schedule-runs/x'],
    ] as const) {
      expect([method, path, (await stranger(method, path, body)).status]).toEqual([method, path, 401]);
      expect([method, path, (await manager(method, path, body)).status]).toEqual([method, path, 403]);
    }
    expect((await call('GET', '/schedules')).body).toEqual({ schedules: [] });
  });

  it('is made, off; changed, and forgotten; and what is wrong with one is said', async () => {
    const made = await call('POST', '/schedules', nightly({ name: 'made' }));
    expect(made.status).toBe(201);
    expect(made.body.schedule).toMatchObject({
      name: 'made',
      origin: 'api',
      definition: { enabled: false, preset: 'work', atOnce: 1 },
      nextdue: null,
      running: null,
      last: null,
    });
    expect((await call('POST', '/schedules', nightly({ name: 'made' }))).body.error.code).toBe('scheduleexists');
    const changed = await call('PUT', '/schedules/made', nightly({ name: 'made', zone: 'Asia/Tokyo', enabled: true }));
    expect(changed.body.schedule).toMatchObject({ zone: 'Asia/Tokyo', definition: { enabled: true } });
    const due = await until(
      async () => (await call('GET', '/schedules/made')).body.schedule.nextdue,
      (time) => time !== null,
    );
    expect(due).toBeGreaterThan(Date.now() / 1000);
    for (const [body, message] of [
      [nightly({ name: 'made', zone: 'Nowhere' }), /^zone: must be an IANA time zone/],
      [nightly({ name: 'made', options: { nonsense: 1 } }), /^made\.options: .*nonsense/],
      [nightly({ name: 'other' }), /^name: must be "made"/],
      [{}, /^name: /],
    ] as const) {
      const { status, body: answer } = await call('PUT', '/schedules/made', body);
      expect([status, answer.error.message]).toEqual([400, expect.stringMatching(message)]);
    }
    expect((await call('DELETE', '/schedules/made')).status).toBe(204);
    expect((await call('GET', '/schedules/made')).status).toBe(404);
    expect((await call('GET', '/schedule-runs/nothing')).status).toBe(404);
    expect((await call('GET', '/schedule-runs/nothing?after=x')).body.error.message).toMatch(
      /parameter after is wrong/,
    );
  });

  it('backs up its courses with their work under the right of the main administrator, and reports on each', async () => {
    const [one, other] = site.courses as [Json, Json];
    await call('POST', '/schedules', nightly({ courses: { ids: [other.id, one.id, 999_999] }, atOnce: 2 }));
    const preview = (await call('GET', '/schedules/nightly/preview')).body;
    expect(preview.chosen).toEqual([one, other].map(({ id, shortname }) => ({ courseid: id, shortname })));
    expect(preview.dues).toHaveLength(5);

    const { status, body } = await call('POST', '/schedules/nightly/run');
    expect(status).toBe(202);
    expect((await call('POST', '/schedules/nightly/run')).body.error.code).toBe('schedulerunning');
    expect((await call('DELETE', '/schedules/nightly')).status).toBe(409);
    const done = await ended(call, body.runid);
    expect(done.run).toMatchObject({ number: 1, status: 'done', who: expect.stringMatching(/\w/), stoppedby: null });
    expect(done.run.counts.ok + done.run.counts.warnings).toBe(2);
    const view = (await call('GET', `/backups/${done.results[0].backupid}`)).body.backup;
    expect(view).toMatchObject({ status: 1000, users: true, courseid: one.id });
    expect((await call('GET', '/schedules/nightly')).body.schedule).toMatchObject({ running: null, last: done.run });

    // A teacher could not have made it, and does not get the work of others by it.
    const teacher = await apiClient(service.url, site.token('teacher'));
    expect((await teacher('GET', `/backups/${view.backupid}/download`)).status).toBe(403);
    expect((await call('GET', `/backups/${view.backupid}/download`)).status).toBe(200);
  });

  it('begins the next run with those that went longest without', async () => {
    const [one, other, third] = site.courses.map(({ id }) => id) as [number, number, number];
    await call('PUT', '/schedules/nightly', nightly({ courses: { ids: [one, other, third] } }));
    const { chosen } = (await call('GET', '/schedules/nightly/preview')).body;
    expect(chosen.map(({ courseid }: Json) => courseid).indexOf(third)).toBe(0);
  });
});

describe('a run', () => {
  it('waits for what people ask for, can be paused, and stopped', async () => {
    const data = join(folder, 'waiting');
    const [one, other, third] = site.courses.map(({ id }) => id) as [number, number, number];
    const service = await startService(site.config, data, { workerLaunch: obstinateWorker('wait') });
    const call = await admin(service);
    const teacher = client(service.url, site.token('teacher'));
    const running = await teacher.start(one);
    await until(
      () => teacher.status(running),
      ({ status }) => status === 800,
    );
    await call('POST', '/schedules', nightly({ courses: { ids: [one, other, third] }, atOnce: 2 }));
    const { runid } = (await call('POST', '/schedules/nightly/run')).body;
    const asked = await until(
      () => report(call, runid),
      (each) => states(each).filter((state) => state === 'asked').length === 2,
    );
    expect(states(asked)).toEqual(['asked', 'asked', 'queued']);
    const person = await teacher.start(one);

    await call('POST', '/schedules/nightly/pause');
    expect((await call('GET', '/schedules/nightly')).body.schedule.paused.who).toMatch(/\w/);
    await call('DELETE', `/backups/${running}`);
    // The one that a person asked for last is begun first.
    await until(
      () => teacher.status(person),
      ({ status }) => status === 800,
    );
    expect(states(await report(call, runid))).toEqual(['asked', 'asked', 'queued']);
    expect((await call('POST', '/schedules/nightly/resume')).body.schedule.paused).toBeNull();

    await call('POST', '/schedules/nightly/stop');
    const { run, results } = await ended(call, runid);
    expect(run).toMatchObject({ status: 'stopped', stoppedby: expect.stringMatching(/\w/) });
    expect(results.map(({ state, code, backupid }: Json) => [state, code, backupid])).toEqual(
      Array(3).fill(['unfinished', 'stopped', null]),
    );
    // What was never begun leaves nothing behind.
    const { backups } = (await call('GET', `/courses/${other}/backups`)).body;
    expect(backups).toEqual([]);
    expect((await call('POST', '/schedules/nightly/stop')).body.error.code).toBe('schedulenotrunning');
    await service.close();
  });

  it('names the reason where a backup fails, and goes on with the next course', async () => {
    const service = await startService(site.config, join(folder, 'failing'), {
      workerLaunch: obstinateWorker('refuse'),
    });
    const call = await admin(service);
    await call('POST', '/schedules', nightly({ courses: { ids: site.courses.slice(0, 2).map(({ id }) => id) } }));
    const { run, results } = await ended(call, (await call('POST', '/schedules/nightly/run')).body.runid);
    expect(run.counts).toMatchObject({ failed: 2, ok: 0 });
    expect(results[0]).toMatchObject({ code: 'bad-setting-value', message: 'It cannot be done.' });
    await service.close();
  });

  it('goes on after a kill -9, and makes nothing twice', async () => {
    const data = join(folder, 'killed');
    mkdirSync(data);
    const ids = site.courses.slice(0, 2).map(({ id }) => id);
    const first = await serviceProcess(site.config, data, { KILL_AFTER_PUT: '1' });
    const before = await admin(first);
    await before('POST', '/schedules', nightly({ courses: { ids }, atOnce: 2 }));
    const { runid } = (await before('POST', '/schedules/nightly/run')).body;
    await until(
      async () => first.child.signalCode,
      (signal) => signal === 'SIGKILL',
    );

    const second = await serviceProcess(site.config, data);
    const call = await admin(second);
    const { run, results } = await ended(call, runid);
    expect(results.filter(({ state }: Json) => !['ok', 'warnings'].includes(state))).toEqual([]);
    expect(run.status).toBe('done');
    for (const { courseid, backupid } of results) {
      const { backups } = (await call('GET', `/courses/${courseid}/backups`)).body;
      expect(backups.map((each: Json) => each.backupid)).toEqual([backupid]);
    }
    expect((await call('GET', '/schedules/nightly/runs')).body.runs).toHaveLength(1);
    await second.end('SIGTERM');
  }, 150_000);
});

describe('a file of schedules', () => {
  const file = join(folder, 'schedules.yaml');
  const write = (text: string) => writeFileSync(file, text);
  const start = (data: string) =>
    startService(site.config, data, { workerLaunch: obstinateWorker('refuse') }, { COURSEKEEP_SCHEDULES: file });
  const known = (service: TestService) =>
    until(
      async () => (await (await admin(service))('GET', '/schedules')).body.schedules,
      (schedules) => schedules.length > 0,
    );

  it('is followed, cannot be changed over the API, and what is taken out of it is gone', async () => {
    const data = join(folder, 'by-file');
    write('schedules: [{name: weekly, enabled: true, courses: {all: true}, when: {days: [sun], at: "03:00"}}]');
    const service = await start(data);
    const [schedule] = await known(service);
    expect(schedule).toMatchObject({ name: 'weekly', origin: 'file', definition: { enabled: true } });
    const call = await admin(service);
    for (const method of ['PUT', 'DELETE']) {
      const body = method === 'PUT' ? nightly({ name: 'weekly' }) : undefined;
      expect((await call(method, '/schedules/weekly', body)).body.error.code).toBe('scheduleinfile');
    }
    await call('POST', '/schedules', nightly());
    await service.close();

    write('schedules: [{name: monthly, courses: {all: true}, when: {cron: "0 3 1 * *"}}]');
    const again = await start(data);
    const schedules = await until(
      async () => (await (await admin(again))('GET', '/schedules')).body.schedules as Json[],
      (found) => !found.some(({ name }) => name === 'weekly'),
    );
    expect(schedules.map(({ name, origin }) => [name, origin])).toEqual([
      ['monthly', 'file'],
      ['nightly', 'api'],
    ]);
    await again.close();
  });

  it('that is wrong, or names unknown options, keeps the service from starting, and says where', async () => {
    const settings = (path: string) =>
      readSettings({ ...serviceEnv(site.config, join(folder, 'refused')), COURSEKEEP_SCHEDULES: path });
    const refused = async (path: string) => startServer(settings(path)).catch((error: Error) => error.message);
    write('schedules: [{name: a, courses: {all: true}, when: {cron: "61 * * * *"}}]');
    expect(await refused(file)).toMatch(/^COURSEKEEP_SCHEDULES is ".*": schedules\[0\]\.when\.cron: is not understood/);
    write('schedules: [{name: a, courses: {all: true}, when: {cron: "6 * * * *"}, options: {blogs: 1}}]');
    expect(await refused(file)).toMatch(/a\.options: .*blogs/);
    expect(await refused(join(folder, 'nowhere.yaml'))).toMatch(/the file cannot be read/);
  });

  it('whose hour came while the service was away is made up for once, unless the window is over', async () => {
    const data = join(folder, 'away');
    const hourly = (name: string, more: string) =>
      `{name: ${name}, enabled: true, courses: {ids: [${site.courses[0]?.id}]}, when: {cron: "0 0 1 1 *"}${more}}`;
    write(`schedules: [${hourly('open', '')}, ${hourly('closed', ', until: "06:00"')}]`);
    const service = await start(data);
    await until(
      async () => (await known(service)).filter(({ nextdue }: Json) => nextdue !== null),
      (due) => due.length === 2,
    );
    await service.close();
    const store = await Store.open(join(data, 'store.sqlite'));
    // A week ago.
    await store.write((manager) =>
      manager.update(ScheduleRow, { origin: 'file' }, { nextdue: Date.now() - 7 * 86_400_000 }),
    );
    await store.close();

    const later = await start(data);
    const call = await admin(later);
    const last = async (name: string) => (await call('GET', `/schedules/${name}`)).body.schedule;
    const open = await until(
      () => last('open'),
      (schedule) => schedule.last !== null,
    );
    expect(open.last).toMatchObject({ number: 1, status: 'done', who: '', counts: { failed: 1 } });
    const closed = await until(
      () => last('closed'),
      (schedule) => schedule.last !== null,
    );
    expect(closed.last).toMatchObject({ status: 'missed', counts: { failed: 0, queued: 0 } });
    for (const { nextdue } of [open, closed]) expect(nextdue).toBeGreaterThan(Date.now() / 1000);
    await later.close();
  });
});

describe('COURSEKEEP_SCHEDULE_USER', () => {
  it('names the account under whose rights backups are made; one that is not there makes a run wait', async () => {
    const data = join(folder, 'user');
    const start = (name: string) =>
      startService(site.config, data, { workerLaunch: obstinateWorker('refuse') }, { COURSEKEEP_SCHEDULE_USER: name });
    const service = await start('nobody-there');
    const call = await admin(service);
    await call('POST', '/schedules', nightly({ courses: { ids: [site.courses[0]?.id ?? 0] } }));
    const { runid } = (await call('POST', '/schedules/nightly/run')).body;
    expect(states(await report(call, runid))).toEqual(['queued']);
    await service.close();

    const mended = await start('manager');
    const { results } = await ended(await admin(mended), runid);
    const [{ backupid }] = results;
    const { who } = (await (await admin(mended))('GET', `/backups/${backupid}`)).body.backup;
    const manager = (await (await apiClient(mended.url, site.token('manager')))('GET', '/session')).body.user.fullname;
    expect(who).toBe(manager);
    await mended.close();
  });
});
