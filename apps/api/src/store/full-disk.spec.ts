import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { itWithProgram } from '../../../../tools/testing/shared';
import type { Json } from '../testing/client';
import { demoSite, startService, temporaryFolder, type DemoSite } from '../testing/service';
import { killServiceProcesses, serviceProcess } from '../testing/service-process';
import { Store } from './store';

let site: DemoSite;
let courseid: number;
const folder = temporaryFolder();

beforeAll(async () => {
  site = await demoSite(folder);
  courseid = site.courses[0]?.id ?? 0;
});

afterAll(killServiceProcesses);

/** Asks for a backup of the course. */
async function askFor(url: string, key?: string, users = 1): Promise<Json> {
  const address = `${url}/webservice/rest/server.php?wstoken=${site.token('admin')}&wsfunction=core_course_backup_async`;
  const headers: Record<string, string> = key === undefined ? {} : { 'Idempotency-Key': key };
  const query = `&moodlewsrestformat=json&courseid=${courseid}&users=${users}`;
  return (await fetch(address + query, { method: 'POST', headers })).json();
}

/** What another program finds in the store, in the order of ids. */
function stored(data: string): string[] {
  const other = new Database(join(data, 'store.sqlite'), { readonly: true, timeout: 100 });
  const ids = other.prepare('SELECT backupid FROM task ORDER BY backupid').pluck().all() as string[];
  other.close();
  return ids;
}

/** Asks until it is refused. */
async function askUntilRefused(url: string): Promise<{ accepted: string[]; refused: Json }> {
  const accepted: string[] = [];
  for (let tries = 0; tries < 200; tries++) {
    const answer = await askFor(url);
    if (answer.exception) return { accepted, refused: answer };
    accepted.push(answer.backupid);
  }
  throw new Error('Nothing was refused');
}

const health = async (url: string) => {
  const answer = await fetch(`${url}/health`);
  return [answer.status, await answer.json()];
};
const well = [200, { ok: true, store: true, site: true, storage: true }];
const ill = [503, { ok: false, store: false, site: true, storage: true }];

/** A service that only takes requests, on a store whose disk can be filled: the store may have no more pages than now. */
async function serviceWithDisk(name: string) {
  const data = join(folder, name);
  mkdirSync(data);
  const store = await Store.open(join(data, 'store.sqlite'));
  const env = { COURSEKEEP_TASKS: '0', COURSEKEEP_MOST_WAITING_OF_COURSE: '0' };
  const { url } = await startService(site.config, data, { store }, env);
  const pages = (count: string) => store.write((manager) => manager.query(`PRAGMA max_page_count = ${count}`));
  return { url, data, fill: () => pages('1'), makeRoom: () => pages('1000000') };
}

describe('after the disk of the store was full', () => {
  it('everything that is accepted is there for another program, also after a refusal', async () => {
    const { url, data, fill, makeRoom } = await serviceWithDisk('full');
    const first = (await askFor(url, 'one-key')).backupid;
    await fill();
    const { accepted, refused } = await askUntilRefused(url);
    expect(refused.errorcode).toBe('dmlwriteexception');
    accepted.push(first);
    expect(stored(data)).toEqual([...accepted].sort());
    await makeRoom();
    expect((await askFor(url, 'one-key', 0)).errorcode).toBe('idempotencykeyreused');
    for (let more = 0; more < 3; more++) accepted.push((await askFor(url)).backupid);
    expect(stored(data)).toEqual([...accepted].sort());
    expect(await health(url)).toEqual(well);
  });
});

describe('after the disk of the store could not be written', () => {
  itWithProgram(
    'prlimit',
    'the health says so meanwhile, and everything that was accepted survives a kill -9',
    async () => {
      const data = join(folder, 'io');
      mkdirSync(data);
      const { url, child, end } = await serviceProcess(site.config, data, { COURSEKEEP_TASKS: '0' });
      const first = (await askFor(url, 'one-key')).backupid;
      const largestFile = (size: string) =>
        execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${size}:unlimited`]);
      largestFile(String(statSync(join(data, 'store.sqlite-wal')).size + 10_000));
      const { accepted, refused } = await askUntilRefused(url);
      expect(refused.errorcode).toBe('dmlwriteexception');
      // A log that is begun anew would have room again.
      largestFile('1000');
      expect(await health(url)).toEqual(ill);
      largestFile('unlimited');
      expect((await askFor(url, 'one-key', 0)).errorcode).toBe('idempotencykeyreused');
      for (let more = 0; more < 3; more++) accepted.push((await askFor(url)).backupid);
      expect(await health(url)).toEqual(well);
      await end('SIGKILL');
      expect(stored(data)).toEqual([first, ...accepted].sort());
    },
  );
});

describe('after the file of the store was moved away', () => {
  it('nothing more is accepted, and the health says so', async () => {
    const { url, data } = await serviceWithDisk('moved');
    const accepted = (await askFor(url)).backupid;
    for (const end of ['', '-wal', '-shm']) {
      renameSync(join(data, `store.sqlite${end}`), join(data, `moved.sqlite${end}`));
    }
    expect((await askFor(url)).errorcode).toBe('dmlwriteexception');
    expect(await health(url)).toEqual(ill);
    for (const end of ['', '-wal', '-shm']) {
      renameSync(join(data, `moved.sqlite${end}`), join(data, `store.sqlite${end}`));
    }
    expect(stored(data)).toContain(accepted);
  });
});
