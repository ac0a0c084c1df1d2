import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { QueryFailedError } from 'typeorm';
import type { StoreAddress } from '../config/database-url';
import { BackupRecords } from '../backups/backup-records';
import { ClaimLost, TaskQueue } from '../tasks/task-queue';
import { IdempotencyKeyReused, IdempotencyKeys } from '../integrations/idempotency-keys';
import { Turns } from '../backups/turns';
import { WebhookOutbox } from '../notifications/webhook-outbox';
import { describeEachServer, describeWithServers } from '../../../../tools/testing/shared';
import { SigninThrottle } from '../portal-api/signin-throttle';
import { temporaryFolder } from '../testing/service';
import { SessionRow } from './session.entity';
import { serverDatabase } from './server-database';
import { Store } from './store';
import { TaskRow } from './task.entity';
import { emptyDatabase } from './testing/server-stores';

const folder = temporaryFolder();
const stores: Store[] = [];
afterAll(() => Promise.all(stores.map((store) => store.close())));

const id = () => randomUUID().replaceAll('-', '');
const backup = (backupid: string) => ({
  backupid,
  site: 'site',
  courseid: 4,
  contextid: 40,
  userid: 2,
  mode: 'async' as const,
  format: 'tgz' as const,
  options: { users: 1 },
  settings: null,
});
const session = (hash: string) => ({ hash, site: 's', userid: 1, timecreated: 1, timeexpires: 2 });
const recordsOf = (store: Store, limits = { mostWaitingOfUser: 0, mostWaitingOfCourse: 0 }) =>
  new BackupRecords(
    store,
    new WebhookOutbox({ webhookUrls: [] }),
    new IdempotencyKeys({ idempotencyHours: 1 }),
    new Turns(limits),
  );

/** What must hold in whatever database the store lives. */
function storeContract(open: () => Promise<Store>): void {
  async function fresh() {
    const store = await open();
    stores.push(store);
    const records = recordsOf(store);
    return { store, records, queue: new TaskQueue(store, records) };
  }
  it('stores backup and task together, and gives every value back as it was', async () => {
    const { store, records, queue } = await fresh();
    const one = id();
    await records.create(backup(one), 1_795_432_134_123);
    const row = await records.find('site', one);
    expect(row).toMatchObject({ ...backup(one), status: 700, progress: 0, warnings: [], error: null });
    expect(row?.timecreated).toBe(1_795_432_134_123);
    expect(await records.find('another site', one)).toBeNull();
    await store.write((manager) =>
      records.announced(manager, one, { filesize: 2 ** 40, contenthash: 'a'.repeat(40), storagekey: 'k' }),
    );
    expect((await records.find('site', one))?.filesize).toBe(2 ** 40);
    expect((await queue.claim('site', Date.now()))?.backup.backupid).toBe(one);
  });

  it('stores nothing of a transaction that fails, and does not mix it with others', async () => {
    const { store } = await fresh();
    const outcomes = await Promise.allSettled([
      store.write(async (manager) => {
        await manager.insert(SessionRow, session('kept-1'));
      }),
      store.write(async (manager) => {
        await manager.insert(SessionRow, session('lost'));
        await new Promise((next) => setImmediate(next));
        throw new Error('no');
      }),
      store.write((manager) => manager.insert(SessionRow, session('kept-2'))),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const kept = await store.read.find(SessionRow, { order: { hash: 'ASC' } });
    expect(kept.map(({ hash }) => hash)).toEqual(['kept-1', 'kept-2']);
  });

  it('gives the longest waiting task first', async () => {
    const { records, queue } = await fresh();
    const ids = Array.from({ length: 5 }, id);
    for (const [index, one] of ids.entries()) await records.create(backup(one), 1000 + index);
    const claimed: (string | undefined)[] = [];
    for (const _ of ids) claimed.push((await queue.claim('site', 5000))?.backup.backupid);
    expect(claimed).toEqual(ids);
  });

  it('gives every task to one claim only, however many ask at once', async () => {
    const { records, queue } = await fresh();
    const ids = Array.from({ length: 20 }, id);
    for (const [index, one] of ids.entries()) await records.create(backup(one), 1000 + index);
    const claims = await Promise.all(ids.concat(id()).map(() => queue.claim('site', 5000)));
    const claimed = claims.flatMap((claim) => claim?.backup.backupid ?? []);
    expect(claimed).toHaveLength(20);
    expect(new Set(claimed)).toEqual(new Set(ids));
  });

  it('keeps a task that was given back until its time has come', async () => {
    const { records, queue } = await fresh();
    const one = id();
    await records.create(backup(one), 1000);
    const claim = await queue.claim('site', 1000);
    if (!claim) throw new Error('not claimed');
    await queue.giveBack(claim, { nextrun: 9000, attempts: claim.attempts, deaths: 0 }, (manager) =>
      records.waitsAgain(manager, one, { code: 'x', message: 'y' }),
    );
    expect(await queue.claim('site', 8999)).toBeNull();
    expect((await queue.claim('site', 9000))?.attempts).toBe(2);
    expect((await records.find('site', one))?.error).toEqual({ code: 'x', message: 'y' });
  });

  it('frees the claim of an owner that is gone, who can then settle nothing', async () => {
    const { store, records, queue } = await fresh();
    const one = id();
    await records.create(backup(one), 1000);
    const claim = await queue.claim('site', 1000);
    if (!claim) throw new Error('not claimed');
    const gone = claim.owner.replace(/:\d+:.*$/, ':999999999:gone-1');
    await store.write((manager) => manager.update(TaskRow, { backupid: one }, { owner: gone }));
    expect(await queue.freeAbandoned(2000, 0)).toEqual([one]);
    await expect(queue.settle({ ...claim, owner: gone }, async () => undefined)).rejects.toBeInstanceOf(ClaimLost);
    expect((await queue.claim('site', 2000))?.backup.backupid).toBe(one);
    expect(await queue.freeAbandoned(3000, 0)).toEqual([]);
  });

  it('frees the claim of another machine only after a silence', async () => {
    const { store, records, queue } = await fresh();
    const one = id();
    await records.create(backup(one), 1000);
    await queue.claim('site', 1000);
    await store.write((manager) =>
      manager.update(TaskRow, { backupid: one }, { owner: 'elsewhere:1:2', heartbeat: 1000 }),
    );
    // Whatever its clock says: this one's is an hour ahead.
    expect(await queue.freeAbandoned(3_600_000, 5000)).toEqual([]);
    expect(await queue.freeAbandoned(3_600_000, 64_999)).toEqual([]);
    await store.write((manager) => manager.update(TaskRow, { backupid: one }, { heartbeat: 2000 }));
    expect(await queue.freeAbandoned(3_600_000, 65_000)).toEqual([]);
    expect(await queue.freeAbandoned(3_600_000, 125_000)).toEqual([one]);
  });

  it('frees a claim of this process of which it knows nothing', async () => {
    const { records, queue } = await fresh();
    const [known, forgotten] = [id(), id()];
    for (const one of [known, forgotten]) await records.create(backup(one), 1000);
    for (const _ of [known, forgotten]) await queue.claim('site', 1000);
    expect(await queue.freeAbandoned(1000, 0, new Set([known]))).toEqual([]);
    expect(await queue.freeAbandoned(1000, 60_000, new Set([known]))).toEqual([forgotten]);
  });

  it('gives up what the service has not survived five times in a row', async () => {
    const { store, records, queue } = await fresh();
    const one = id();
    await records.create(backup(one), 1000);
    for (let death = 1; death <= 5; death++) {
      const claim = await queue.claim('site', 1000);
      const gone = claim?.owner.replace(/:\d+:.*$/, ':999999999:gone-1') ?? '';
      await store.write((manager) => manager.update(TaskRow, { backupid: one }, { owner: gone }));
      expect(await queue.freeAbandoned(2000, 0)).toEqual(death < 5 ? [one] : []);
    }
    expect(await records.find('site', one)).toMatchObject({
      status: 900,
      error: { code: 'service-died', message: expect.stringContaining('5 times in a row') },
    });
  });

  it('keeps the order of asking, and what is due, when the clock is set back', async () => {
    const { records, queue } = await fresh();
    const [hour, ids] = [3_600_000, [id(), id(), id()]];
    const [first = '', second = '', third = ''] = ids;
    await records.create(backup(first), 2 * hour);
    await records.create(backup(second), 2 * hour + 1);
    await records.create(backup(third), hour);
    expect((await records.ofCourse('site', 4)).map(({ backupid }) => backupid)).toEqual([third, second, first]);
    expect((await records.newest('site', 'unfinished', [4])).get(4)?.backupid).toBe(third);
    const claim = await queue.claim('site', hour);
    expect(claim?.backup.backupid).toBe(first);
    if (!claim) throw new Error('not claimed');
    const again = { nextrun: 2 * hour + 5000, attempts: 1, deaths: 0 };
    await queue.giveBack(claim, again, (manager) => records.waitsAgain(manager, first, null));
    const order = [];
    for (const _ of ids) order.push((await queue.claim('site', hour))?.backup.backupid);
    expect(order).toEqual([first, second, third]);
  });

  it('locks nobody out, and keeps no key, for longer than it should when the clock is set back', async () => {
    const { store, records } = await fresh();
    const [minute, hour] = [60_000, 3_600_000];
    const throttle = new SigninThrottle({ signinFailures: 1 }, store);
    const attempt = { name: 'ada', account: null, address: '::1' };
    await throttle.begin(attempt, 2 * hour);
    expect((await throttle.begin(attempt, 2 * hour + minute)).wait).toBeGreaterThan(0);
    expect((await throttle.begin(attempt, hour)).wait).toBeNull();
    const first = await records.create(backup(id()), 1000 * hour, 'key');
    expect(await records.create(backup(id()), 990 * hour, 'key')).toBe(first);
    const later = id();
    expect(await records.create(backup(later), 900 * hour, 'key')).toBe(later);
  });

  it('lets users take turns, however many backups one of them asks for', async () => {
    const { records, queue } = await fresh();
    const asked: string[] = [];
    const ask = async (userid: number, count: number) => {
      for (let number = 1; number <= count; number++) {
        const one = `${userid}-${number}`;
        await records.create({ ...backup(one), userid }, 1000);
        asked.push(one);
      }
    };
    await ask(2, 5);
    await queue.claim('site', 1000);
    await ask(3, 2);
    await ask(4, 1);
    const order: string[] = [];
    for (const _ of asked.slice(1)) order.push((await queue.claim('site', 1000))?.backup.backupid ?? '');
    expect(order).toEqual(['2-2', '3-1', '4-1', '2-3', '3-2', '2-4', '2-5']);
  });

  it('takes no more of a user or a course than may wait, and the same key as before', async () => {
    const { store } = await fresh();
    const records = recordsOf(store, { mostWaitingOfUser: 3, mostWaitingOfCourse: 2 });
    const ask = (courseid: number, userid: number, key: string | null = null) =>
      records.create({ ...backup(id()), courseid, userid }, 1000, key);
    const first = await ask(4, 2, 'key');
    await ask(4, 3);
    await expect(ask(4, 2)).rejects.toThrow('2 backups of this course are waiting');
    expect(await ask(4, 2, 'key')).toBe(first);
    await ask(5, 2);
    await ask(6, 2);
    await expect(ask(7, 2)).rejects.toThrow('3 backups of yours are waiting');
    await ask(7, 3);
  });

  it('gives the same key the same backup, whoever asks at once, until it expires', async () => {
    const { store, records } = await fresh();
    const ids = Array.from({ length: 10 }, id);
    const given = await Promise.all(ids.map((one) => records.create(backup(one), 1000, 'key')));
    expect(new Set(given)).toEqual(new Set([given[0]]));
    expect(await store.read.countBy(TaskRow, { site: 'site' })).toBe(1);
    const other = { ...backup(id()), options: { users: 0 } };
    await expect(records.create(other, 1000, 'key')).rejects.toBeInstanceOf(IdempotencyKeyReused);
    await expect(records.create({ ...backup(id()), courseid: 5 }, 1000, 'key')).rejects.toThrow(/new key/);
    const another = { ...backup(id()), userid: 3 };
    expect(await records.create(another, 1000, 'key')).toBe(another.backupid);
    expect(await records.create(backup(id()), 3_600_999, 'key')).toBe(given[0]);
    const late = id();
    expect(await records.create(backup(late), 3_601_000, 'key')).toBe(late);
  });

  it('cancels what waits or runs, but not what is being put in its place', async () => {
    const { store, records, queue } = await fresh();
    const [waiting, running, finishing] = [id(), id(), id()];
    for (const one of [running, finishing, waiting]) await records.create(backup(one), 1000);
    const claims = [await queue.claim('site', 2500), await queue.claim('site', 2500)] as const;
    if (!claims[0] || !claims[1]) throw new Error('not claimed');
    await queue.whileClaimed(claims[1], 2500, (manager) =>
      records.announced(manager, finishing, { filesize: 1, contenthash: 'a', storagekey: 'k' }),
    );
    const failed = (one: string) =>
      queue.cancel(one, (manager) => records.failed(manager, one, { code: 'cancelled', message: 'm' }, [], 3000));
    expect([await failed(waiting), await failed(running), await failed(finishing)]).toEqual([true, true, false]);
    expect(await failed(running)).toBe(false);
    await expect(queue.whileClaimed(claims[0], 3000, async () => undefined)).rejects.toBeInstanceOf(ClaimLost);
    expect(await store.read.countBy(TaskRow, { site: 'site' })).toBe(1);
    expect(await records.find('site', waiting)).toMatchObject({ status: 900, error: { code: 'cancelled' } });
  });

  it('never lets progress go back', async () => {
    const { records } = await fresh();
    const one = id();
    await records.create(backup(one), 1000);
    await records.started(one, 1000);
    for (const progress of [0.5, 0.2, 0.6]) await records.progressed(one, progress, `at ${progress}`);
    await records.started(one, 2000);
    await records.progressed(one, 0.1, 'again');
    expect(await records.find('site', one)).toMatchObject({ progress: 0.6, step: 'again' });
  });

  it('gives each backup of a course a name of its own', async () => {
    const { records } = await fresh();
    const ids = [id(), id(), id(), id()];
    for (const one of ids) await records.create(backup(one), 1000);
    const names = await Promise.all(
      ids.map((one) => records.reserveFilename(one, 'a-nu.mbz', new Set(['a-nu-3.mbz']))),
    );
    expect([...names].sort()).toEqual(['a-nu-2.mbz', 'a-nu-4.mbz', 'a-nu-5.mbz', 'a-nu.mbz']);
    expect(await records.reserveFilename(ids[1] ?? '', 'a-nu.mbz', new Set())).toBe('a-nu-2.mbz');
  });

  it('finds the newest of each course', async () => {
    const { records, store } = await fresh();
    const ids = [id(), id(), id()];
    for (const [index, one] of ids.entries()) await records.create(backup(one), 1000 + index);
    expect((await records.newest('site', 'unfinished', [4])).get(4)?.backupid).toBe(ids[2]);
    expect((await records.newest('site', 'ended', [4])).size).toBe(0);
    const [first = '', second = ''] = ids;
    await store.write(async (manager) => {
      await records.announced(manager, first, { filesize: 1, contenthash: 'c', storagekey: 'k' });
      await records.finished(manager, first, [], 2000);
      await records.failed(manager, second, { code: 'x', message: 'x' }, [], 2001);
    });
    expect((await records.newest('site', 'ended', [4])).get(4)?.backupid).toBe(second);
    expect((await records.newest('site', 'good', [4])).get(4)?.backupid).toBe(first);
    await records.foundFile(first, 'missing', 3000);
    expect((await records.newest('site', 'good', [4])).size).toBe(0);
  });
}

describe('the store in SQLite', () => {
  storeContract(() => Store.open(join(folder, `${randomUUID()}.sqlite`)));

  it('goes on after a transaction that SQLite ended by itself, and keeps nothing of it', async () => {
    const store = await Store.open(join(folder, 'undone.sqlite'));
    stores.push(store);
    await store.write((manager) => manager.query('PRAGMA max_page_count = 1'));
    const filled = store.write(async (manager) => {
      for (let number = 0; number < 1000; number++) await manager.insert(SessionRow, session(`x${number}`));
    });
    await expect(filled).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    await expect(store.write(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    await store.write((manager) => manager.insert(SessionRow, session('kept')));
    const other = await Store.open(join(folder, 'undone.sqlite'));
    stores.push(other);
    expect((await other.read.find(SessionRow)).map(({ hash }) => hash)).toEqual(['kept']);
  });

  it('opens a second time with everything in it', async () => {
    const file = join(folder, 'twice.sqlite');
    const first = await Store.open(file);
    await first.write((manager) =>
      manager.insert(SessionRow, { hash: 'h', site: 's', userid: 1, timecreated: 1, timeexpires: 2 }),
    );
    await first.close();
    const second = await Store.open(file);
    stores.push(second);
    expect(await second.read.count(SessionRow)).toBe(1);
    expect(await second.read.query('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await second.write((manager) => manager.query('PRAGMA synchronous'))).toEqual([{ synchronous: 2 }]);
  });
});

describeWithServers('the store in a database of', () => {
  describeEachServer((kind) => {
    const opened: Store[] = [];
    afterAll(() => Promise.all(opened.map((store) => store.close())));
    const fresh = emptyDatabase(kind, `coursekeep_store_test_${process.pid}`);
    const connect = async (address: StoreAddress) => {
      const store = await Store.in(serverDatabase(address));
      opened.push(store);
      return store;
    };

    storeContract(async () => {
      await Promise.all(opened.splice(0).map((store) => store.close()));
      return connect(await fresh());
    });

    it('goes on after its server ended the connection in the middle of a write, and keeps nothing of that', async () => {
      const store = await connect(await fresh());
      const cut = store.write(async (manager) => {
        await manager.insert(SessionRow, session('lost'));
        await manager.query(
          kind === 'pgsql' ? 'SELECT pg_terminate_backend(pg_backend_pid())' : 'KILL CONNECTION_ID()',
        );
      });
      await expect(cut).rejects.toThrow(QueryFailedError);
      await store.write((manager) => manager.insert(SessionRow, session('kept')));
      await store.check();
      expect((await store.read.find(SessionRow)).map(({ hash }) => hash)).toEqual(['kept']);
    });

    it('lets one of two processes that share it begin what one key stands for', async () => {
      const address = await fresh();
      const both = [await connect(address), await connect(address)];
      const [one, other] = both.map((store) => recordsOf(store)) as [BackupRecords, BackupRecords];
      const given = await Promise.all(
        Array.from({ length: 12 }, (_, index) => (index % 2 ? one : other).create(backup(id()), 1000, 'shared')),
      );
      expect(new Set(given).size).toBe(1);
      expect((await one.ofCourse('site', 4)).filter(({ backupid }) => backupid === given[0])).toHaveLength(1);
    });

    it('leaves a store of a newer version alone, and says so', async () => {
      const address = await fresh();
      const store = await connect(address);
      await store.write(async (manager) => {
        await manager.insert(SessionRow, session('kept'));
        await manager.query("INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Tomorrow9999999999999')");
        await manager.query('DROP TABLE task');
      });
      await expect(connect(address)).rejects.toMatchObject({
        code: 'store-newer',
        message: expect.stringMatching(/newer version of Coursekeep.*Tomorrow9999999999999.*Nothing was changed/),
      });
      expect((await store.read.find(SessionRow)).map(({ hash }) => hash)).toEqual(['kept']);
      await expect(store.read.count(TaskRow)).rejects.toThrow(QueryFailedError);
    });

    it('keeps texts of any length and sign, and tells great letters from small ones', async () => {
      const store = await connect(await fresh());
      const records = recordsOf(store);
      const one = id();
      await records.create(backup(one), 1000);
      const warnings = [{ code: 'x', message: '𝒞ours – é ☃ '.repeat(10_000) }];
      await store.write((manager) => records.failed(manager, one, { code: 'x', message: 'Ü' }, warnings, 2000));
      expect((await records.find('site', one))?.warnings).toEqual(warnings);
      for (const hash of ['Aa', 'aA', 'aa']) await store.write((manager) => manager.insert(SessionRow, session(hash)));
      expect(await store.read.countBy(SessionRow, { hash: 'aa' })).toBe(1);
    });
  });
});
