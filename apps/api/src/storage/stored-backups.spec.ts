import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { client, type Json } from '../testing/client';
import { type DemoSite, demoSite, startService, temporaryFolder, until } from '../testing/service';

const folder = temporaryFolder();
let site: DemoSite;
let courseid: number;
beforeAll(async () => {
  site = await demoSite(folder);
  courseid = site.courses[0]?.id ?? 0;
});

const health = async (url: string) => {
  const answer = await fetch(`${url}/health`);
  return [answer.status, ((await answer.json()) as Json).storage];
};

/** The stored files of a data folder. */
const files = (data: string) =>
  readdirSync(join(data, 'backups'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.mbz'))
    .map((entry) => join(entry.parentPath, entry.name));

/** Changes the store while no service runs on it. */
function inStore(data: string, sql: string): void {
  const store = new Database(join(data, 'store.sqlite'));
  store.exec(sql);
  store.close();
}

async function signedIn(url: string) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ token: site.token('teacher') });
  const { session } = (await (await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body })).json()) as Json;
  return (path: string) => fetch(`${url}/api/v1${path}`, { headers: { cookie: `coursekeep_session=${session}` } });
}

/** A service that has made one backup. */
async function withBackup(name: string) {
  const data = join(folder, name);
  mkdirSync(data);
  const service = await startService(site.config, data);
  const teacher = client(service.url, site.token('teacher'));
  const backupid = await teacher.start(courseid);
  expect(await teacher.ended(backupid)).toEqual({ status: 1000, progress: 1 });
  return { data, service, backupid, file: files(data)[0] ?? '' };
}

const again = async (data: string) => {
  const service = await startService(site.config, data);
  return { service, teacher: client(service.url, site.token('teacher')) };
};

const download = async (url: string, listed: Json) =>
  fetch(`${listed.downloadurl.replace('http://demo.invalid', url)}&token=${site.token('teacher')}`);

describe('where the folder of backups is not mounted', () => {
  it('nothing is unlisted, nothing is written there, and all goes on when it is back', async () => {
    const { data, service, file } = await withBackup('away');
    await service.close();
    const [backups, elsewhere] = [join(data, 'backups'), join(data, 'elsewhere')];
    renameSync(backups, elsewhere);
    mkdirSync(backups);

    const second = await again(data);
    expect(await health(second.service.url)).toEqual([503, false]);
    const [listed, ...rest] = await second.teacher.list(courseid);
    expect([listed.filesize > 0, rest]).toEqual([true, []]);
    const refused = await download(second.service.url, listed);
    expect(await refused.text()).toContain('at the moment');
    const waiting = await second.teacher.start(courseid);
    const ask = await signedIn(second.service.url);
    expect(((await (await ask(`/courses/${courseid}/backups`)).json()) as Json).backups).toHaveLength(2);
    expect(await second.teacher.status(waiting)).toEqual({ status: 700, progress: 0 });
    expect(readdirSync(backups)).toEqual([]);

    rmSync(backups, { recursive: true });
    renameSync(elsewhere, backups);
    expect(await second.teacher.ended(waiting)).toEqual({ status: 1000, progress: 1 });
    expect(await health(second.service.url)).toEqual([200, true]);
    expect(await second.teacher.list(courseid)).toHaveLength(2);
    const whole = Buffer.from(await (await download(second.service.url, listed)).arrayBuffer());
    expect(whole.equals(readFileSync(file))).toBe(true);
    await second.service.close();
  });

  it('neither on the first start of a version that marks the folder', async () => {
    const { data, service } = await withBackup('unmarked');
    await service.close();
    inStore(data, 'DELETE FROM known_storage');
    const [backups, elsewhere] = [join(data, 'backups'), join(data, 'elsewhere')];
    rmSync(join(backups, '.coursekeep-storage'));
    renameSync(backups, elsewhere);
    const second = await again(data);
    expect(await health(second.service.url)).toEqual([503, false]);
    expect(await second.teacher.list(courseid)).toHaveLength(1);
    renameSync(elsewhere, backups);
    expect(await health(second.service.url)).toEqual([200, true]);
    expect(existsSync(join(backups, '.coursekeep-storage'))).toBe(true);
    expect(await second.teacher.list(courseid)).toHaveLength(1);
    await second.service.close();
  });

  it('and the folder of another store is not taken for it', async () => {
    const { data, service } = await withBackup('mine');
    const other = await withBackup('other');
    await Promise.all([service.close(), other.service.close()]);
    renameSync(join(data, 'backups'), join(data, 'elsewhere'));
    renameSync(join(other.data, 'backups'), join(data, 'backups'));
    const second = await again(data);
    expect(await health(second.service.url)).toEqual([503, false]);
    const waiting = await second.teacher.start(courseid);
    expect(files(data)).toHaveLength(1);
    expect(await second.teacher.status(waiting)).toEqual({ status: 700, progress: 0 });
    await second.service.close();
  });
});

describe('a stored file', () => {
  it('that is gone is not listed, and is listed again when it comes back', async () => {
    const { data, service, file } = await withBackup('gone');
    const teacher = client(service.url, site.token('teacher'));
    renameSync(file, join(data, 'kept'));
    expect(await teacher.list(courseid)).toEqual([]);
    await service.close();
    const second = await again(data);
    expect(await second.teacher.list(courseid)).toEqual([]);
    renameSync(join(data, 'kept'), file);
    expect(await second.teacher.list(courseid)).toHaveLength(1);
    await second.service.close();
  });

  it('that an earlier version gave up as lost is listed again', async () => {
    const { data, service } = await withBackup('given-up');
    await service.close();
    inStore(data, `UPDATE backup SET storagekey = NULL, error = '{"code":"filemissing","message":"gone"}'`);
    const second = await again(data);
    const list = await until(
      () => second.teacher.list(courseid),
      (found: Json[]) => found.length > 0,
    );
    expect((await download(second.service.url, list[0])).status).toBe(200);
    await second.service.close();
  });

  it('that was cut is neither listed for programs nor given out, and its teacher is told', async () => {
    const { data, service, backupid, file } = await withBackup('cut');
    const teacher = client(service.url, site.token('teacher'));
    const [listed] = await teacher.list(courseid);
    truncateSync(file, 1000);
    const refused = await download(service.url, listed);
    expect(await refused.text()).toContain('damaged');
    expect(await teacher.list(courseid)).toEqual([]);
    const ask = await signedIn(service.url);
    expect((await ask(`/backups/${backupid}/download`)).status).toBe(410);
    const { backup } = (await (await ask(`/backups/${backupid}`)).json()) as Json;
    expect(backup).toMatchObject({ status: 1000, downloadurl: null, error: { code: 'file-damaged' } });
    await service.close();
    const second = await again(data);
    expect(await second.teacher.list(courseid)).toEqual([]);
    await second.service.close();
  });

  it('with a byte that flipped is found by the check of contents, and is well again when it was put right', async () => {
    const { data, service, file } = await withBackup('flipped');
    await service.close();
    const original = readFileSync(file);
    const flipped = Buffer.from(original);
    flipped[500] = (flipped[500] ?? 0) ^ 1;
    writeFileSync(file, flipped);
    inStore(data, 'UPDATE backup SET timechecked = NULL');
    const second = await again(data);
    await until(
      () => second.teacher.list(courseid),
      (found: Json[]) => found.length === 0,
    );
    await second.service.close();
    writeFileSync(file, original);
    inStore(data, 'UPDATE backup SET timechecked = 1');
    const third = await again(data);
    const list = await until(
      () => third.teacher.list(courseid),
      (found: Json[]) => found.length > 0,
    );
    const whole = Buffer.from(await (await download(third.service.url, list[0])).arrayBuffer());
    expect(whole.equals(original)).toBe(true);
    await third.service.close();
  });
});
