import { setImmediate as nextTick } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import {
  DataSource,
  type DataSourceOptions,
  type EntityManager,
  type EntityMetadata,
  type EntityTarget,
  type ObjectLiteral,
} from 'typeorm';
import { withLogFields } from '../log-context';
import { checkVersion, entities, migrations } from './schema';
import { isThere, type Receipt } from './receipts';
import { sqliteDatabase, type StoreDatabase } from './store-databases';
import { isStoreFailure, StoreError, StoreUnsound } from './store-errors';
import { StoreWriter } from './store-writer';

/** Work that waits for the next transaction. */
interface Waiting {
  readonly work: (manager: EntityManager) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const largestGroup = 200;

/** Coursekeep's own database: backups, tasks, sessions. It is written through one connection and read through another: what
 *  `write` has resolved was seen there, is on the disk, and survives a kill -9 or a power cut. */
export class Store {
  private readonly log = new Logger('Store');
  private readonly waiting: Waiting[] = [];
  private writing: Promise<void> | null = null;
  private checking: Promise<void> | null = null;
  private newest: Receipt | null = null;

  private constructor(
    private readonly database: StoreDatabase,
    private readonly writer: StoreWriter,
    private readonly reader: DataSource,
  ) {}

  /** Opens the store in a SQLite file, creating it or bringing its tables up to date. Rejects with a StoreError; a store that
   *  is damaged or of a newer version is not written. */
  static open(file: string): Promise<Store> {
    return Store.in(sqliteDatabase(file));
  }

  /** Opens the store in a database, in the same way. */
  static async in(database: StoreDatabase): Promise<Store> {
    try {
      return await Store.openIn(database);
    } catch (error) {
      await database.release();
      throw database.explain(error);
    }
  }

  private static async openIn(database: StoreDatabase): Promise<Store> {
    const connected = (options: DataSourceOptions) =>
      new DataSource(options).initialize().catch((error) => {
        throw database.explain(error);
      });
    if (database.exists()) {
      await using(await connected(database.reading), async (source) => {
        await checkVersion(source);
        await database.checkWhole(source);
      });
    }
    await using(await connected({ ...database.writing, migrations }), async (source) => {
      await database.prepare(source);
      await source.runMigrations();
    });
    const writer = new StoreWriter(database, () => connected({ ...database.writing, entities }));
    const store = new Store(database, writer, await connected({ ...database.reading, entities }));
    await store.check().catch(async (error) => {
      await store.close();
      throw error;
    });
    return store;
  }

  /** For reading: sees what is committed, and cannot write. */
  get read(): EntityManager {
    return this.reader.manager;
  }

  /** The rows of a table by their key: for what is asked so often that building the query each time costs more than the
   *  query. */
  async byKey<Row extends ObjectLiteral>(entity: EntityTarget<Row>, keys: readonly string[]): Promise<Row[]> {
    const { tableName, columns, primaryColumns } = this.reader.getMetadata(entity);
    const { driver } = this.reader;
    const list = keys.map((_, position) => driver.createParameter('', position)).join();
    const found: ObjectLiteral[] = await this.reader.query(
      `SELECT * FROM ${driver.escape(tableName)} WHERE ${driver.escape(primaryColumns[0]?.databaseName ?? '')} IN (${list})`,
      [...keys],
    );
    return found.map((row) => this.hydrated(row, columns) as Row);
  }

  /** Inserts a row, with the database's default for what is not given; the same consideration. */
  async insert<Row extends ObjectLiteral>(
    manager: EntityManager,
    entity: EntityTarget<Row>,
    row: Partial<Row>,
  ): Promise<void> {
    const { tableName, columns } = this.reader.getMetadata(entity);
    const { driver } = this.reader;
    const given = columns.filter(({ propertyName }) => row[propertyName] !== undefined);
    const names = given.map(({ databaseName }) => driver.escape(databaseName)).join();
    const list = given.map((_, position) => driver.createParameter('', position)).join();
    await manager.query(
      `INSERT INTO ${driver.escape(tableName)} (${names}) VALUES (${list})`,
      given.map((column) => driver.preparePersistentValue(row[column.propertyName], column)),
    );
  }

  /** Runs `work` in a transaction; all of it is stored or nothing. What waits at the same moment shares one transaction, and
   *  so one sync of the disk; works run one after the other in it. Where one of them fails, all are undone and each runs
   *  again by itself: so `work` may run twice, and only what it did in the database the last time counts. It waits for each of its
   *  queries before the next. Rejects with what `work` said, or an error of which `isStoreFailure` is true. */
  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, resolve: resolve as Waiting['resolve'], reject });
      // A group is of several requests.
      this.writing ??= withLogFields({}, () => this.writeAll());
    });
  }

  /** Writes something and reads it by a connection that is opened for it, as another program would. Rejects with a StoreError
   *  or what the database said. Those who ask at once share one check. */
  check(): Promise<void> {
    this.checking ??= this.checkNow().finally(() => (this.checking = null));
    return this.checking;
  }

  async close(): Promise<void> {
    await this.writing;
    if (this.reader.isInitialized) await this.reader.destroy();
    await this.writer.close();
    await this.database.release();
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      // Whatever else this turn of the event loop brings joins the group.
      await nextTick();
      await this.writeGroup(this.waiting.splice(0, largestGroup));
    }
    this.writing = null;
  }

  private async writeGroup(group: readonly Waiting[]): Promise<void> {
    const values: unknown[] = [];
    try {
      this.database.checkHeld();
      const { receipt } = await this.writer.transaction(async (manager) => {
        for (const { work } of group) values.push(await work(manager));
      });
      await this.verify(receipt);
    } catch (error) {
      // Where the store itself cannot be used, one by one would fail in the same way.
      if (group.length === 1 || error instanceof StoreError) for (const { reject } of group) reject(error);
      else for (const each of group) await this.writeGroup([each]);
      return;
    }
    group.forEach(({ resolve }, position) => resolve(values[position]));
  }

  /** Nothing is answered as stored that the other connection does not see. */
  private async verify(receipt: Receipt): Promise<void> {
    try {
      this.database.checkPlace();
      if (!(await isThere(this.reader, receipt))) throw notSeen();
    } catch (error) {
      const unsound = isStoreFailure(error) ? error : this.database.explain(error);
      this.log.error(`A change cannot be confirmed: ${(unsound as Error).message}`);
      await this.writer.discard('what it committed is not seen by another connection');
      throw unsound instanceof StoreUnsound ? unsound : notSeen(unsound);
    }
    this.newest = receipt;
  }

  private async checkNow(): Promise<void> {
    await this.write(async () => undefined);
    const receipt = this.newest;
    const fresh = await new DataSource(this.database.reading).initialize();
    await using(fresh, async (source) => {
      if (!receipt || !(await isThere(source, receipt))) throw notSeen();
    });
  }

  private hydrated(row: ObjectLiteral, columns: EntityMetadata['columns']): ObjectLiteral {
    const { driver } = this.reader;
    return Object.fromEntries(
      columns.map((column) => [column.propertyName, driver.prepareHydratedValue(row[column.databaseName], column)]),
    );
  }
}

function notSeen(cause?: unknown): StoreUnsound {
  const message = 'What was written to the store cannot be read there by another connection. Start the service again.';
  return new StoreUnsound('store-unsound', message, { cause });
}

/** Ends the connection when the work has ended, whatever way. */
async function using<T>(source: DataSource, work: (source: DataSource) => Promise<T>): Promise<T> {
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}
