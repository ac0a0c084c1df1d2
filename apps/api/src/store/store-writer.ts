import { Logger } from '@nestjs/common';
import { type DataSource, type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm';
import { type Receipt, Receipts } from './receipts';
import type { StoreDatabase } from './store-databases';
import { StoreUnsound } from './store-errors';

/** What a committed transaction gave. */
export interface Committed<T> {
  readonly value: T;
  readonly receipt: Receipt;
}

interface Open {
  readonly source: DataSource;
  readonly receipts: Receipts;
}

const closingMs = 5_000;

/** The one connection through which the store is written. However a transaction ends, the connection is known to be out of it
 *  afterwards, or is thrown away, and the next one opens another: a database may undo a transaction by itself (a full disk), or the
 *  connection may be lost, and TypeORM would go on as if it were still inside. */
export class StoreWriter {
  private readonly log = new Logger('Store');
  private current: Open | null = null;
  /** Whether the newest transaction was committed. */
  private isWell = false;

  constructor(
    private readonly database: Pick<StoreDatabase, 'wasCommitted' | 'isolation' | 'explain'>,
    private readonly open: () => Promise<DataSource>,
  ) {}

  /** Runs `work` in a transaction, one at a time. Rejects with what `work` or the database said where nothing of it is
   *  stored, and with StoreUnsound where nobody can say whether it is. */
  async transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<Committed<T>> {
    const { source, receipts } = await this.connection();
    const runner = source.createQueryRunner();
    let asked: Committed<T> | null = null;
    try {
      await this.begin(runner);
      const receipt = await receipts.leave(runner.manager);
      asked = { value: await work(runner.manager), receipt };
      await runner.commitTransaction();
      await runner.release();
      this.isWell = true;
      return asked;
    } catch (error) {
      if (await isRolledBack(runner)) throw error;
      await this.discard(`a transaction ended by itself (${(error as Error).message})`);
      if (asked && (await this.wasCommitted(asked.receipt, error))) return asked;
      throw error;
    }
  }

  /** Throws the connection away, and with it whatever it has not committed. The reason is logged once, however often. */
  async discard(reason: string): Promise<void> {
    if (this.isWell) this.log.warn(`The store is opened anew: ${reason}`);
    this.isWell = false;
    await this.close();
  }

  async close(): Promise<void> {
    const source = this.current?.source;
    this.current = null;
    if (!source?.isInitialized) return;
    // The connection may hang because its server has gone: nothing is to wait for that.
    let given: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => (given = setTimeout(resolve, closingMs)));
    await Promise.race([source.destroy().catch(() => undefined), late]);
    clearTimeout(given);
  }

  private async connection(): Promise<Open> {
    this.current ??= { source: await this.open(), receipts: new Receipts() };
    return this.current;
  }

  /** A server that cannot be reached is the store's failure, whatever its driver calls that. */
  private async begin(runner: QueryRunner): Promise<void> {
    try {
      await runner.startTransaction(this.database.isolation);
    } catch (error) {
      throw error instanceof QueryFailedError ? error : this.database.explain(error);
    }
  }

  /** What became of a commit to which no answer came. */
  private async wasCommitted(receipt: Receipt, cause: unknown): Promise<boolean> {
    try {
      const { source } = await this.connection();
      return await this.database.wasCommitted(source, receipt);
    } catch {
      await this.discard('it could not be asked what became of a transaction');
      const message =
        'The connection to the store was lost in the middle of a change, and it is not known whether it was stored.';
      throw new StoreUnsound('store-unsound', message, { cause });
    }
  }
}

/** Whether the connection is certainly outside of the transaction, which is undone. */
async function isRolledBack(runner: QueryRunner): Promise<boolean> {
  const isUndone = await runner.rollbackTransaction().then(
    () => true,
    () => false,
  );
  await runner.release().catch(() => undefined);
  return isUndone && !runner.isTransactionActive;
}
