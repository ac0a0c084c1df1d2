import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { client, type Json } from '../testing/client';
import { demoSite, startService, temporaryFolder, until, type DemoSite, type TestService } from '../testing/service';

let site: DemoSite;
let service: TestService;
let courseid: number;
let contextid: number;
const folder = temporaryFolder();
const content = Buffer.from('a backup that Moodle made, or says so');
const hash = createHash('sha1').update(content).digest('hex');

beforeAll(async () => {
  site = await demoSite(folder);
  courseid = site.courses[0]?.id ?? 0;
  contextid = addBackups();
  service = await startService(site.config, `${folder}/data`);
});

/** Puts two files into the site as Moodle keeps its own backups, and gives the course's context. */
function addBackups(): number {
  const database = new Database(join(site.folder, 'site.sqlite'));
  const context = database
    .prepare('SELECT id FROM mdl_context WHERE contextlevel = 50 AND instanceid = ?')
    .pluck()
    .get(courseid) as number;
  const insert = database.prepare(
    `INSERT INTO mdl_files (contenthash, pathnamehash, contextid, component, filearea, itemid, filepath, filename, userid, filesize, timecreated, timemodified)
     VALUES (?, ?, ?, 'backup', ?, 0, '/', ?, 2, ?, ?, ?)`,
  );
  const add = (area: string, name: string, time: number, contenthash = hash) =>
    insert.run(contenthash, `${area}${name}`, context, area, name, content.length, time, time);
  add('course', 'old & (1).mbz', 1_700_000_000);
  add('course', 'gone.mbz', 1_600_000_000, 'f'.repeat(40));
  add('course', '.', 1_600_000_000);
  add('automated', 'nightly.mbz', 1_750_000_000);
  add('section', 'section.mbz', 1_750_000_000);
  database.close();
  const file = join(site.folder, 'filedir', hash.slice(0, 2), hash.slice(2, 4), hash);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return context;
}

const download = (path: string, username: string, headers = {}) =>
  fetch(`${service.url}/webservice/pluginfile.php/${contextid}/backup/${path}?token=${site.token(username)}`, {
    headers,
  });

describe("Moodle's own backups in the site's file pool", () => {
  it('make a course safe in the portal, until there is a newer one of ours', async () => {
    const { username, password } = site.users.find((user) => user.username === 'manager') ?? {};
    const body = JSON.stringify({ username, password });
    const json = { 'content-type': 'application/json' };
    const signedIn = await fetch(`${service.url}/api/v1/session`, { method: 'POST', headers: json, body });
    const headers = { cookie: (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
    const ask = async (path: string): Promise<Json> =>
      (await fetch(`${service.url}/api/v1/courses${path}`, { headers })).json();
    const shown = async () => (await ask('')).courses.find(({ id }: Json) => id === courseid);

    const before = await shown();
    expect(before).toMatchObject({ latest: null, good: { origin: 'moodle', timecreated: 1_750_000_000 } });
    expect((await ask(`/${courseid}`)).course).toEqual({ ...before, contextid });
    const caller = client(service.url, site.token('manager'));
    const backupid = await caller.start(courseid);
    await caller.ended(backupid);
    const after = await shown();
    expect(after.good).toMatchObject({ origin: 'coursekeep', backupid });
    expect((await ask(`/${courseid}`)).course).toEqual({ ...after, contextid });
    const others = (await ask('')).courses.filter(({ id }: Json) => id !== courseid);
    expect(others.map(({ good }: Json) => good)).toEqual(others.map(() => null));
  });

  it('are listed among ours, newest first', async () => {
    const caller = client(service.url, site.token('manager'));
    const listed = await caller.list(courseid);
    expect(listed.slice(1)).toEqual([
      {
        filename: 'nightly.mbz',
        filesize: content.length,
        downloadurl: expect.stringContaining('/automated/nightly.mbz?'),
      },
      {
        filename: 'old & (1).mbz',
        filesize: content.length,
        downloadurl: `http://demo.invalid/webservice/pluginfile.php/${contextid}/backup/course/old%20%26%20%281%29.mbz?forcedownload=1`,
      },
      { filename: 'gone.mbz', filesize: content.length, downloadurl: expect.any(String) },
    ]);
  });

  it('are downloaded from the pool, whole and in parts', async () => {
    const whole = await download('course/old%20%26%20%281%29.mbz', 'teacher');
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(content);
    expect(whole.headers.get('etag')).toBe(`"${hash}"`);
    const part = await download('course/old%20%26%20%281%29.mbz', 'teacher', { range: 'bytes=2-8' });
    expect([part.status, await part.text()]).toEqual([206, 'backup ']);
    expect((await download('course/gone.mbz', 'teacher')).status).toBe(404);
    expect((await download('section/section.mbz', 'teacher')).status).toBe(404);
  });

  it('need one more capability where they were made automatically', async () => {
    expect((await download('automated/nightly.mbz', 'manager')).headers.get('content-length')).toBe(
      String(content.length),
    );
    const refused = (await (await download('automated/nightly.mbz', 'teacher')).json()) as Json;
    expect(refused).toMatchObject({
      errorcode: 'nopermissions',
      error: expect.stringContaining('(Restore user data)'),
    });
  });

  it('are shown and downloaded in the portal', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ token: site.token('manager') });
    const { session } = (await (
      await fetch(`${service.url}/api/v1/session`, { method: 'POST', headers, body })
    ).json()) as Json;
    const cookie = { cookie: `coursekeep_session=${session}` };
    const answer = await fetch(`${service.url}/api/v1/courses/${courseid}/backups`, { headers: cookie });
    const moodles = ((await answer.json()) as Json).backups.filter((backup: Json) => backup.origin === 'moodle');
    expect(moodles.map((backup: Json) => [backup.backupid, backup.filename, backup.status])).toEqual([
      [null, 'nightly.mbz', 1000],
      [null, 'old & (1).mbz', 1000],
      [null, 'gone.mbz', 1000],
    ]);
    const file = await fetch(service.url + moodles[1].downloadurl, { headers: cookie });
    expect(Buffer.from(await file.arrayBuffer())).toEqual(content);
    expect((await fetch(service.url + moodles[2].downloadurl, { headers: cookie })).status).toBe(404);
  });
});

describe('a backup of ours whose file was removed by hand', () => {
  it('is not listed any more after the next start, and one that was put there is', async () => {
    const data = `${folder}/by-hand`;
    const first = await startService(site.config, data);
    const caller = client(first.url, site.token('teacher'));
    const backupid = await caller.start(courseid);
    await caller.ended(backupid);
    const names = async (url: string) =>
      ((await client(url, site.token('teacher')).list(courseid)) as Json[]).map(({ filename }) => filename);
    const [ours] = await names(first.url);
    await first.close();
    rmSync(`${data}/store.sqlite`);
    const second = await startService(site.config, data);
    await until(
      () => names(second.url),
      (found) => found.includes(ours),
    );
    await second.close();
    for (const site of readdirSync(`${data}/backups`).filter((name) => !name.startsWith('.'))) {
      rmSync(`${data}/backups/${site}`, { recursive: true });
    }
    const third = await startService(site.config, data);
    expect(await names(third.url)).not.toContain(ours);
    await third.close();
  });
});
