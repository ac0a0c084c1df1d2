import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { client, type Json } from '../testing/client';
import { killServiceProcesses, serviceProcess } from '../testing/service-process';
import { demoSite, temporaryFolder, until, type DemoSite } from '../testing/service';

let site: DemoSite;
let courseid: number;
const folder = temporaryFolder();
const obstinate = resolve(__dirname, '../testing/obstinate-worker.ts');

beforeAll(async () => {
  site = await demoSite(folder);
  courseid = site.courses[0]?.id ?? 0;
});
afterAll(killServiceProcesses);

function data(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

const lives = (pid: number) =>
  existsSync(`/proc/${pid}`) && !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));

describe('after a kill -9', () => {
  it('in the middle of a backup, the next start finishes it and nothing half is listed', async () => {
    const place = data('middle');
    const first = await serviceProcess(site.config, place, { WORKER: obstinate, OBSTINATE: 'wait' });
    const before = client(first.url, site.token('teacher'));
    const backupid = await before.start(courseid);
    await until(
      () => before.status(backupid),
      ({ progress }) => progress === 0.5,
    );
    expect(await before.status(backupid)).toEqual({ status: 800, progress: 0.5 });
    const worker = Number(readFileSync(join(place, `${backupid}.pid`), 'utf8'));
    const [half] = readdirSync(join(place, 'work'));
    expect(existsSync(join(place, 'work', half ?? '', 'half.mbz'))).toBe(true);
    await first.end('SIGKILL');
    await until(
      async () => lives(worker),
      (alive) => !alive,
    );

    const second = await serviceProcess(site.config, place);
    const after = client(second.url, site.token('teacher'));
    expect(await after.ended(backupid)).toEqual({ status: 1000, progress: 1 });
    expect(await after.list(courseid)).toHaveLength(1);
    await until(
      async () => readdirSync(join(place, 'work')),
      (names) => names.length === 0,
    );
    await second.end('SIGTERM');
  });

  it('between file and row, the next start recognises the file and does not make it again', async () => {
    const place = data('between');
    const first = await serviceProcess(site.config, place, { KILL_AFTER_PUT: '1' });
    const before = client(first.url, site.token('teacher'));
    const backupid = await before.start(courseid);
    await until(
      async () => first.child.signalCode,
      (signal) => signal === 'SIGKILL',
    );

    const second = await serviceProcess(site.config, place, { WORKER: obstinate, OBSTINATE: 'refuse' });
    const after = client(second.url, site.token('teacher'));
    expect(await after.ended(backupid)).toEqual({ status: 1000, progress: 1 });
    const [listed] = await after.list(courseid);
    const address = listed.downloadurl.replace('http://demo.invalid', second.url);
    const file = await fetch(`${address}&token=${site.token('teacher')}`);
    expect((await file.arrayBuffer()).byteLength).toBe(listed.filesize);
    await second.end('SIGTERM');
  });

  it('a file that was put there in an attempt that was not the last word is made anew', async () => {
    const place = data('damaged');
    const first = await serviceProcess(site.config, place, { KILL_AFTER_PUT: '1' });
    const backupid = await client(first.url, site.token('teacher')).start(courseid);
    await until(
      async () => first.child.signalCode,
      (signal) => signal === 'SIGKILL',
    );
    const [file] = readdirSync(join(place, 'backups'), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    writeFileSync(join(file?.parentPath ?? '', file?.name ?? ''), 'damaged');

    const second = await serviceProcess(site.config, place);
    const after = client(second.url, site.token('teacher'));
    expect(await after.ended(backupid)).toEqual({ status: 1000, progress: 1 });
    expect((await after.list(courseid)).map((each: Json) => each.filesize)).not.toContain(7);
    await second.end('SIGTERM');
  });
});

describe('at the end by a signal', () => {
  it('the running backup is given back, and finishes after the next start', async () => {
    const place = data('signal');
    const first = await serviceProcess(site.config, place, { WORKER: obstinate, OBSTINATE: 'wait' });
    const before = client(first.url, site.token('teacher'));
    const backupid = await before.start(courseid);
    await until(
      () => before.status(backupid),
      ({ progress }) => progress === 0.5,
    );
    await first.end('SIGTERM');
    expect(first.child.exitCode).toBe(0);
    expect(readdirSync(join(place, 'work'))).toEqual([]);

    const second = await serviceProcess(site.config, place);
    expect(await client(second.url, site.token('teacher')).ended(backupid)).toEqual({ status: 1000, progress: 1 });
    await second.end('SIGTERM');
  });
});

describe('the log', () => {
  it('never has a token or a password, whatever is asked', async () => {
    const place = data('log');
    const service = await serviceProcess(site.config, place, { COURSEKEEP_LOG_LEVEL: 'trace' });
    const { password, token } = site.users[0] ?? { password: '', token: '' };
    const caller = client(service.url, token);
    await caller.ended(await caller.start(courseid));
    const [listed] = await caller.list(courseid);
    await fetch(`${listed.downloadurl.replace('http://demo.invalid', service.url)}&token=${token}`);
    const session = await fetch(`${service.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: site.users[0]?.username, password }),
    });
    const secret = ((await session.json()) as Json).session;
    await fetch(`${service.url}/api/v1/courses?token=${token}`, {
      headers: { cookie: `coursekeep_session=${secret}` },
    });
    await fetch(`${service.url}/nowhere?password=${password}&wstoken=${token}`);
    await service.end('SIGTERM');
    expect(service.log()).toContain('finished');
    for (const hidden of [password, token, secret]) expect(service.log()).not.toContain(hidden);
  });
});
