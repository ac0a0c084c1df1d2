import type { Row } from '@coursekeep/moodle-site';
import { DefinitionError } from '@coursekeep/definitions';

/** Walks the rows of one element, which the database gives in the order in which its parents are written. */
export class RowCursor {
  private batch: readonly Row[] = [];
  private at = 0;
  private ended = false;
  private gave = false;
  private readonly batches: AsyncIterator<readonly Row[]>;

  constructor(
    batches: AsyncIterable<readonly Row[]>,
    private readonly element: string,
  ) {
    this.batches = batches[Symbol.asyncIterator]();
  }

  /** Has there been a row? */
  get gaveRows(): boolean {
    return this.gave;
  }

  /** The next row if it belongs to the parent with these keys, else null. A promise only where a batch must be fetched. */
  next(keys: readonly string[], depth: number): Row | null | Promise<Row | null> {
    if (this.at < this.batch.length) return this.take(keys, depth);
    if (this.ended) return null;
    return this.refill().then(() => this.next(keys, depth));
  }

  private take(keys: readonly string[], depth: number): Row | null {
    const row = this.batch[this.at];
    if (!row) return null;
    for (let level = 0; level < depth; level++) if (row[level] !== keys[level]) return null;
    this.at++;
    this.gave = true;
    return row;
  }

  private async refill(): Promise<void> {
    const { value, done } = await this.batches.next();
    this.at = 0;
    this.batch = done ? [] : value;
    this.ended = done ?? false;
  }

  /** Frees the cursor. Rows that nobody took would be data lost in silence: they are an error of the definition. */
  async finish(): Promise<void> {
    while (!this.ended && this.at >= this.batch.length) await this.refill();
    const left = this.at < this.batch.length;
    await this.close();
    if (left) throw new DefinitionError(`Rows of <${this.element}> belong to no element that was written.`);
  }

  async close(): Promise<void> {
    if (!this.ended) await this.batches.return?.();
    this.ended = true;
  }
}
