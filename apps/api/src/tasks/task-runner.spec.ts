import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderStorage } from '../storage/folder-storage';
import { StorageFull } from '../storage/backup-storage';
import { withFaults } from '../storage/testing/with-faults';
import { client, type Json } from '../testing/client';
import { demoSite, obstinateWorker, startService, temporaryFolder, until, type DemoSite } from '../testing/service';

let site: DemoSite;
let courseid: number;
const folder = temporaryFolder();

beforeAll(async () => {
  site = await demoSite(folder);
  courseid = site.courses[0]?.id ?? 0;
});

/** How the portal shows a backup: with the reason. */
async function view(url: string, backupid: string): Promise<Json> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ token: site.token('teacher') });
  const { session } = (await (await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body })).json()) as Json;
  const answer = await fetch(`${url}/api/v1/backups/${backupid}`, {
    headers: { cookie: `coursekeep_session=${session}` },
  });
  return ((await answer.json()) as Json).backup;
}

const workIsCleared = (data: string) =>
  until(
    async () => readdirSync(join(data, 'work')),
    (names) => names.length === 0,
  );

describe('a task', () => {
  it('is tried again when the storage is full, and nothing is lost', async () => {
    let faults = 2;
    const data = join(folder, 'full-for-a-while');
    const storage = withFaults(new FolderStorage(join(data, 'backups')), (operation) => {
      if (operation === 'put' && faults-- > 0) throw new StorageFull('storage-full', 'The folder for backups is full.');
    });
    const service = await startService(site.config, data, { storage });
    const caller = client(service.url, site.token('teacher'));
    expect(await caller.ended(await caller.start(courseid))).toEqual({ status: 1000, progress: 1 });
    expect(await caller.list(courseid)).toHaveLength(1);
  });

  it('ends with 900 and the reason when it stays full', async () => {
    const data = join(folder, 'full');
    const storage = withFaults(new FolderStorage(join(data, 'backups')), (operation) => {
      if (operation === 'put')
        throw new StorageFull('storage-full', 'The folder for backups is full: make room there.');
    });
    const service = await startService(site.config, data, { storage });
    const caller = client(service.url, site.token('teacher'));
    const backupid = await caller.start(courseid);
    expect((await caller.ended(backupid)).status).toBe(900);
    expect(await caller.list(courseid)).toEqual([]);
    expect(await view(service.url, backupid)).toMatchObject({
      status: 900,
      filename: null,
      downloadurl: null,
      error: { code: 'storage-full', message: 'The folder for backups is full: make room there.' },
    });
    await workIsCleared(data);
  });

  it('whose process dies is tried again, and then given up with the reason', async () => {
    const data = join(folder, 'dies');
    const service = await startService(site.config, data, { workerLaunch: obstinateWorker('die') });
    const caller = client(service.url, site.token('teacher'));
    const backupid = await caller.start(courseid);
    expect((await caller.ended(backupid)).status).toBe(900);
    expect((await view(service.url, backupid)).error).toEqual({
      code: 'worker-died',
      message:
        'The process that made the backup ended unexpectedly (signal SIGKILL). ' +
        'That happened 3 times in a row: most often the machine has too little memory for it.',
    });
    await workIsCleared(data);
  });

  it.each([
    ['stop', { COURSEKEEP_TASK_SILENT_SECONDS: '2' }, 'It was tried again.'],
    [
      'stall',
      { COURSEKEEP_TASK_STALLED_SECONDS: '2' },
      'The backup did not get on for 2 seconds and was ended (COURSEKEEP_TASK_STALLED_SECONDS).',
    ],
    [
      'stall',
      { COURSEKEEP_TASK_LIMIT_SECONDS: '2' },
      'The backup took longer than 2 seconds and was ended. Where it needs so long, COURSEKEEP_TASK_LIMIT_SECONDS can be raised.',
    ],
  ] as const)(
    'whose process hangs (%s) is ended by %j, and the next one does not wait',
    async (how, limits, message) => {
      const data = mkdtempSync(join(folder, 'hangs-'));
      const service = await startService(site.config, data, { workerLaunch: obstinateWorker(how) }, limits);
      const caller = client(service.url, site.token('teacher'));
      const backupids = [await caller.start(courseid), await caller.start(courseid)];
      for (const backupid of backupids) {
        expect((await caller.ended(backupid)).status).toBe(900);
        expect((await view(service.url, backupid)).error.message).toBe(message);
        const pid = Number(readFileSync(join(data, `${backupid}.pid`), 'utf8'));
        expect(existsSync(`/proc/${pid}`)).toBe(false);
      }
      await workIsCleared(data);
    },
  );

  it('that cannot be done is given up at once', async () => {
    const data = join(folder, 'refuses');
    const service = await startService(
      site.config,
      data,
      { workerLaunch: obstinateWorker('refuse') },
      {
        COURSEKEEP_TASK_RETRY_SECONDS: '600',
      },
    );
    const caller = client(service.url, site.token('teacher'));
    const backupid = await caller.start(courseid);
    expect((await caller.ended(backupid)).status).toBe(900);
    expect((await view(service.url, backupid)).error.message).toBe('It cannot be done.');
  });

  it('waits, and says why, when the site went away in the middle of it', async () => {
    const data = join(folder, 'database');
    const service = await startService(
      site.config,
      data,
      { workerLaunch: obstinateWorker('database') },
      { COURSEKEEP_TASK_RETRY_SECONDS: '600' },
    );
    const caller = client(service.url, site.token('teacher'));
    const backupid = await caller.start(courseid);
    const shown = await until(
      () => view(service.url, backupid),
      ({ error }) => error !== null,
    );
    expect(shown).toMatchObject({ status: 700, progress: 0.5, error: { message: 'The database went away.' } });
  });
});
