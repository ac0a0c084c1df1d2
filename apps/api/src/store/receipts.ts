import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { serviceVersion } from '../service-version';

const table = 'store_writer';
const rememberedMs = 30 * 86_400_000;

/** The mark that a transaction leaves in the store: who reads this number, or a later one, of this writer, knows that the
 *  transaction was committed. */
export interface Receipt {
  readonly writer: string;
  readonly number: number;
}

/** The receipts of one connection that writes. Each connection has a row of its own, so that none waits for another's. */
export class Receipts {
  private readonly writer = randomUUID();
  private readonly version = serviceVersion();
  private readonly timestarted = Date.now();
  private number = 0;

  /** Leaves the next receipt, in the transaction of `manager`. */
  async leave(manager: EntityManager): Promise<Receipt> {
    const { writer } = this;
    if (this.number === 0) await forgetOld(manager, this.timestarted - rememberedMs);
    const number = ++this.number;
    await put(manager, [writer, number, this.version, this.timestarted], (given) => given);
    return { writer, number };
  }
}

/** Whether the transaction that left the receipt is committed, as far as this connection sees. */
export async function isThere(source: DataSource, { writer, number }: Receipt): Promise<boolean> {
  const rows: { number: string | number }[] = await source.query(
    `SELECT number FROM ${table} WHERE writer = ${parameters(source, 1)}`,
    [writer],
  );
  return Number(rows[0]?.number ?? 0) >= number;
}

/** The same where a server may still be at work on the transaction of a lost connection: waits until it has done with it, by
 *  writing the same row, which stays as it is. */
export async function isThereAtLast(source: DataSource, receipt: Receipt): Promise<boolean> {
  const row = [receipt.writer, 0, serviceVersion(), Date.now()];
  await put(source.manager, row, (_given, present) => present);
  return isThere(source, receipt);
}

/** Writes the row of a writer. Where there is one, only its number changes, to what `choose` makes of the number given and the
 *  one that is there, as expressions. */
async function put(
  manager: EntityManager,
  row: readonly (string | number)[],
  choose: (given: string, present: string) => string,
): Promise<void> {
  const { dataSource } = manager;
  const isMysql = dataSource.options.type === 'mysql';
  const chosen = choose(isMysql ? 'VALUES(number)' : 'excluded.number', `${table}.number`);
  const onConflict = isMysql ? 'ON DUPLICATE KEY UPDATE' : 'ON CONFLICT (writer) DO UPDATE SET';
  await manager.query(
    `INSERT INTO ${table} (writer, number, version, timestarted) VALUES (${parameters(dataSource, 4)}) ${onConflict} number = ${chosen}`,
    [...row],
  );
}

async function forgetOld(manager: EntityManager, before: number): Promise<void> {
  await manager.query(`DELETE FROM ${table} WHERE timestarted < ${parameters(manager.dataSource, 1)}`, [before]);
}

function parameters({ driver }: DataSource, count: number): string {
  return Array.from({ length: count }, (_, position) => driver.createParameter('', position)).join();
}
