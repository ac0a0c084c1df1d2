import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeEachServer, describeWithServers } from '../../../../tools/testing/shared';
import { readSettings } from '../config/settings';
import { client } from '../testing/client';
import { type DemoSite, demoSite, startService, temporaryFolder } from '../testing/service';
import { killServiceProcesses, serviceProcess } from '../testing/service-process';
import { SessionRow } from './session.entity';
import { serverDatabase } from './server-database';
import { Store } from './store';
import { StoreHold } from './store-hold';
import { emptyDatabase, storeUrl } from './testing/server-stores';

const folder = temporaryFolder();
let site: DemoSite;
beforeAll(async () => {
  site = await demoSite(folder);
});
afterAll(killServiceProcesses);

const session = (hash: string) => ({ hash, site: 's', userid: 1, timecreated: 1, timeexpires: 2 });

describeWithServers('a service with its store in a database of', () => {
  describeEachServer((kind) => {
    const fresh = emptyDatabase(kind, `coursekeep_service_test_${process.pid}`);

    it('makes backups, is ready, keeps everything for the next one, and has no file for a store', async () => {
      const env = { COURSEKEEP_DATABASE_URL: storeUrl(await fresh()) };
      const first = await startService(site.config, join(folder, kind), {}, env);
      const courseid = site.courses[0]?.id ?? 0;
      const teacher = client(first.url, site.token('teacher'));
      expect(await teacher.ended(await teacher.start(courseid))).toEqual({ status: 1000, progress: 1 });
      expect(await (await fetch(`${first.url}/health/ready`)).json()).toMatchObject({ ok: true, store: true });
      const listed = await teacher.list(courseid);
      await first.close();
      const second = await startService(site.config, join(folder, kind), {}, env);
      expect(await client(second.url, site.token('teacher')).list(courseid)).toEqual(
        listed.map((each: { downloadurl: string }) => ({ ...each, downloadurl: expect.any(String) })),
      );
      expect(existsSync(join(folder, kind, 'store.sqlite'))).toBe(false);
      await second.close();
    });

    it('is alone with it: a second one is refused, and comes in when the first was killed', async () => {
      const address = await fresh();
      const env = { COURSEKEEP_DATABASE_URL: storeUrl(address), COURSEKEEP_TASKS: '0' };
      const first = await serviceProcess(site.config, join(folder, `${kind}-first`), env);
      const refused = StoreHold.take(address, 0);
      await expect(refused).rejects.toMatchObject({
        code: 'store-in-use',
        message: expect.stringContaining('in use by another service of Coursekeep'),
      });
      const second = StoreHold.take(address);
      await first.end('SIGKILL');
      await (await second).release();
    });

    it('writes nothing any more while another one has it, and goes on after that', async () => {
      const address = await fresh();
      const hold = await StoreHold.take(address, 0);
      const store = await Store.in(serverDatabase(address, hold));
      await store.write((manager) => manager.insert(SessionRow, session('before')));
      // Its connection is lost, and the other one is faster.
      await cutHolder(store, kind === 'pgsql');
      const other = await StoreHold.take(address, 5000);
      await hold.renew();
      const meanwhile = store.write((manager) => manager.insert(SessionRow, session('meanwhile')));
      await expect(meanwhile).rejects.toMatchObject({ code: 'store-in-use' });
      await expect(store.check()).rejects.toMatchObject({ code: 'store-in-use' });
      await other.release();
      await hold.renew();
      await store.write((manager) => manager.insert(SessionRow, session('after')));
      const kept = await store.read.find(SessionRow, { order: { hash: 'ASC' } });
      expect(kept.map(({ hash }) => hash)).toEqual(['after', 'before']);
      await store.close();
      await (await StoreHold.take(address, 5000)).release();
    });
  });
});

/** Ends the connection that holds the store, as a server does that is started anew. */
async function cutHolder(store: Store, isPostgres: boolean): Promise<void> {
  if (isPostgres) {
    await store.read.query(
      `SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
       WHERE l.locktype = 'advisory' AND d.datname = current_database()`,
    );
    return;
  }
  const [{ id }] = await store.read.query("SELECT IS_USED_LOCK(SHA2(CONCAT('coursekeep ', DATABASE()), 224)) AS id");
  await store.read.query(`KILL ${Number(id)}`);
}

describe('the address of a database', () => {
  const read = (url: string) => readSettings({ COURSEKEEP_DATABASE_URL: url }).databaseUrl;

  it('is taken apart, whatever signs are in the password', () => {
    const password = 'p@ss:/w#rd%?é';
    expect(read(`postgres://ada:${encodeURIComponent(password)}@db.school:6432/keep?sslmode=verify-full`)).toEqual({
      kind: 'postgres',
      host: 'db.school',
      port: 6432,
      user: 'ada',
      password,
      database: 'keep',
      tls: 'verify-full',
    });
    expect(read('mariadb://ada@[::1]/keep')).toMatchObject({ kind: 'mysql', host: '::1', port: 3306, password: '' });
    expect(read('')).toBeNull();
  });

  it.each([
    'oracle://ada:Sesame-4711@db/keep',
    'postgres://ada:Sesame-4711@db',
    'postgres://ada:Sesame-4711@db/keep?password=Sesame-4711',
    'postgres://ada:Sesame-4711@db/keep?sslmode=Sesame-4711',
    'postgres://ada:Sesame-4711%ZZ@db/keep',
    'postgres://ada:Sesame-4711#@db/keep',
    'postgres://:Sesame-4711@db/keep',
    'postgres//ada:Sesame-4711@db/keep',
    'Sesame-4711',
  ])('is refused where it is wrong, without being repeated (%#)', (url) => {
    expect(() => read(url)).toThrow(/^COURSEKEEP_DATABASE_URL must/);
    expect(() => read(url)).not.toThrow(/Sesame|4711/);
  });
});

describe('a database that does not answer', () => {
  it('is named with its place, and not with the password', async () => {
    const url = 'postgres://ada:Sesame-4711@127.0.0.1:1/keep';
    const started = startService(site.config, join(folder, 'away'), {}, { COURSEKEEP_DATABASE_URL: url });
    const error = await started.catch((raised: Error) => raised);
    expect(error).toMatchObject({ code: 'store-unavailable' });
    expect((error as Error).message).toContain('"keep" (postgres, 127.0.0.1:1)');
    expect((error as Error).message).not.toContain('Sesame');
  });
});
