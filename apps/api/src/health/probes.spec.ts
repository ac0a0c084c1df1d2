import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client } from '../testing/client';
import { type DemoSite, demoSite, obstinateWorker, startService, temporaryFolder, until } from '../testing/service';
import { Store } from '../store/store';

const folder = temporaryFolder();
let site: DemoSite;
beforeAll(async () => {
  site = await demoSite(folder);
});

/** Status and answer of a probe. */
async function probe(url: string, path: string): Promise<[number, unknown]> {
  const answer = await fetch(url + path);
  return [answer.status, await answer.json()];
}

const well = { ok: true, store: true, site: true, storage: true, queue: true };

async function withStore(name: string) {
  const data = join(folder, name);
  mkdirSync(data);
  const store = await Store.open(join(data, 'store.sqlite'));
  const { url } = await startService(site.config, data, { store }, { COURSEKEEP_TASKS: '0' });
  return { url, data, store };
}

describe('the probes', () => {
  it('are well where everything works', async () => {
    const { url } = await withStore('well');
    expect(await probe(url, '/health/live')).toEqual([200, { ok: true }]);
    expect(await probe(url, '/health/ready')).toEqual([200, well]);
  });

  it('tell a storage that is away, and that it is back', async () => {
    const { url, data } = await withStore('storage-away');
    expect(await probe(url, '/health/ready')).toEqual([200, well]);
    const mark = join(data, 'backups', '.coursekeep-storage');
    const ours = readFileSync(mark);
    writeFileSync(mark, 'of-another-store');
    expect(await readyAfterwards(url, 503)).toEqual([503, { ...well, ok: false, storage: false }]);
    expect(await probe(url, '/health/live')).toEqual([200, { ok: true }]);
    writeFileSync(mark, ours);
    expect(await readyAfterwards(url, 200)).toEqual([200, well]);
  });

  it('tell a queue that cannot be read', async () => {
    const { url, store } = await withStore('queue-away');
    await store.write((manager) => manager.query('ALTER TABLE task RENAME TO away'));
    expect(await readyAfterwards(url, 503)).toEqual([503, { ...well, ok: false, queue: false }]);
    await store.write((manager) => manager.query('ALTER TABLE away RENAME TO task'));
    expect(await readyAfterwards(url, 200)).toEqual([200, well]);
  });

  it('send nobody to a service that is about to end', async () => {
    const data = join(folder, 'ending');
    const parts = { workerLaunch: obstinateWorker('wait') };
    const service = await startService(site.config, data, parts, { COURSEKEEP_SHUTDOWN_SECONDS: '3' });
    const teacher = client(service.url, site.token('teacher'));
    const backupid = await teacher.start(site.courses[0]?.id ?? 0);
    await until(
      () => teacher.status(backupid),
      ({ progress }) => progress > 0,
    );
    // It hears nothing any more, so the service waits for as long as it may.
    process.kill(Number(readFileSync(join(data, `${backupid}.pid`), 'utf8')), 'SIGSTOP');
    const closed = service.close();
    expect(await readyAfterwards(service.url, 503)).toEqual([503, { ok: false, stopping: true }]);
    expect(await probe(service.url, '/health/live')).toEqual([200, { ok: true }]);
    await closed;
  });
});

/** What the probe says once it has the status: an outcome is remembered for a while. */
function readyAfterwards(url: string, status: number): Promise<[number, unknown]> {
  return until(
    () => probe(url, '/health/ready'),
    ([found]) => found === status,
  );
}
