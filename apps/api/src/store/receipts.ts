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
    const values = [writer, number, this.version, this.timestarted];
    await manager.query(
      `INSERT INTO ${table} (writer, number, version, timestarted) VALUES (${parameters(manager.dataSource, 4)})
       ON CONFLICT (writer) DO UPDATE SET number = excluded.number`,
      values,
    );
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

/** The same where a server may still be at work on the transaction of a lost connection: waits until it has done with it. */
export async function isThereAtLast(source: DataSource, { writer, number }: Receipt): Promise<boolean> {
  const rows: { number: string | number }[] = await source.query(
    `INSERT INTO ${table} (writer, number, version, timestarted) VALUES (${parameters(source, 4)})
     ON CONFLICT (writer) DO UPDATE SET number = ${table}.number RETURNING number`,
    [writer, 0, serviceVersion(), Date.now()],
  );
  return Number(rows[0]?.number ?? 0) >= number;
}

async function forgetOld(manager: EntityManager, before: number): Promise<void> {
  await manager.query(`DELETE FROM ${table} WHERE timestarted < ${parameters(manager.dataSource, 1)}`, [before]);
}

function parameters({ driver }: DataSource, count: number): string {
  return Array.from({ length: count }, (_, position) => driver.createParameter('', position)).join();
}
