import type { RowInput, SiteWriter } from '@coursekeep/embedded-site';

/** Rows on their way into the site, written in batches for each table. Order within a table is kept. */
export class RowBuffer {
  private readonly waiting = new Map<string, RowInput[]>();
  private count = 0;

  constructor(private readonly writer: SiteWriter) {}

  async add(table: string, row: RowInput): Promise<void> {
    const rows = this.waiting.get(table);
    if (rows) rows.push(row);
    else this.waiting.set(table, [row]);
    if (++this.count >= BATCH) await this.flush();
  }

  async flush(): Promise<void> {
    for (const [table, rows] of this.waiting) await this.writer.insertAll(table, rows);
    this.waiting.clear();
    this.count = 0;
  }
}

const BATCH = 500;
