import { setImmediate as nextTick } from 'node:timers/promises';
import {
  DataSource,
  type DataSourceOptions,
  type EntityManager,
  type EntityMetadata,
  type EntityTarget,
  type ObjectLiteral,
} from 'typeorm';
import { BackupRow } from './backup.entity';
import { IdempotencyRow } from './idempotency.entity';
import { IssuedTokenRow } from './issued-token.entity';
import { FirstTables1732320000000 } from './migrations/1732320000000-first-tables';
import { ForIntegrators1732400000000 } from './migrations/1732400000000-for-integrators';
import { IssuedTokens1732500000000 } from './migrations/1732500000000-issued-tokens';
import { SessionProof1732600000000 } from './migrations/1732600000000-session-proof';
import { SessionRow } from './session.entity';
import { SigninThrottleRow } from './signin-throttle.entity';
import { TaskRow } from './task.entity';
import { WebhookDeliveryRow } from './webhook-delivery.entity';

/** Work that waits for the next transaction. */
interface Waiting {
  readonly work: (manager: EntityManager) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const largestGroup = 200;

/** Coursekeep's own database: backups, tasks, sessions. What `write` has resolved is on the disk and survives a kill -9
 *  or a power cut. */
export class Store {
  private readonly waiting: Waiting[] = [];
  private writing: Promise<void> | null = null;

  private constructor(private readonly source: DataSource) {}

  /** Opens the store in a SQLite file, creating it or bringing its tables up to date. */
  static async open(file: string): Promise<Store> {
    return Store.connect({
      type: 'better-sqlite3',
      database: file,
      enableWAL: true,
      prepareDatabase: (database: { pragma(text: string): void }) => database.pragma('synchronous = FULL'),
    });
  }

  /** Opens the store in any database that TypeORM reaches and the entities are written for. */
  static async connect(
    options: Extract<DataSourceOptions, { readonly type: 'better-sqlite3' | 'postgres' }>,
  ): Promise<Store> {
    const source = new DataSource({
      ...options,
      entities: [BackupRow, TaskRow, SessionRow, SigninThrottleRow, IdempotencyRow, WebhookDeliveryRow, IssuedTokenRow],
      migrations: [
        FirstTables1732320000000,
        ForIntegrators1732400000000,
        IssuedTokens1732500000000,
        SessionProof1732600000000,
      ],
      migrationsRun: true,
    });
    await source.initialize();
    return new Store(source);
  }

  /** For reading outside a transaction. */
  get read(): EntityManager {
    return this.source.manager;
  }

  /** The rows of a table by their key: for what is asked so often that building the query each time costs more than the
   *  query. */
  async byKey<Row extends ObjectLiteral>(entity: EntityTarget<Row>, keys: readonly string[]): Promise<Row[]> {
    const { tableName, columns, primaryColumns } = this.source.getMetadata(entity);
    const list = keys.map((_, position) => this.placeholder(position)).join();
    const found: ObjectLiteral[] = await this.source.query(
      `SELECT * FROM ${tableName} WHERE ${primaryColumns[0]?.databaseName} IN (${list})`,
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
    const { tableName, columns } = this.source.getMetadata(entity);
    const given = columns.filter(({ propertyName }) => row[propertyName] !== undefined);
    const names = given.map(({ databaseName }) => databaseName).join();
    const list = given.map((_, position) => this.placeholder(position)).join();
    await manager.query(
      `INSERT INTO ${tableName} (${names}) VALUES (${list})`,
      given.map((column) => this.source.driver.preparePersistentValue(row[column.propertyName], column)),
    );
  }

  /** Runs `work` in a transaction; all of it is stored or nothing. What waits at the same moment shares one transaction, and
   *  so one sync of the disk; works run one after the other in it. Where one of them fails, all are undone and each runs
   *  again by itself: so `work` may run twice, and only what it did in the database the last time counts. */
  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, resolve: resolve as Waiting['resolve'], reject });
      this.writing ??= this.writeAll();
    });
  }

  async close(): Promise<void> {
    await this.writing;
    if (this.source.isInitialized) await this.source.destroy();
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
      await this.source.transaction(async (manager) => {
        for (const { work } of group) values.push(await work(manager));
      });
    } catch (error) {
      if (group.length > 1) for (const each of group) await this.writeGroup([each]);
      else group[0]?.reject(error);
      return;
    }
    group.forEach(({ resolve }, position) => resolve(values[position]));
  }

  private hydrated(row: ObjectLiteral, columns: EntityMetadata['columns']): ObjectLiteral {
    const { driver } = this.source;
    return Object.fromEntries(
      columns.map((column) => [column.propertyName, driver.prepareHydratedValue(row[column.databaseName], column)]),
    );
  }

  private placeholder(position: number): string {
    return this.source.options.type === 'postgres' ? `$${position + 1}` : '?';
  }
}
