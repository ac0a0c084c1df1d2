const largestBatch = 64;

/** Reads rows by key. What is asked for in one turn of the event loop is read by one query, and each key once. */
export class Lookup<Row> {
  private asked = new Map<string, Promise<Row | null>>();
  private batch: Promise<Map<string, Row>> | null = null;

  /** `read` gets a list whose length is a power of two, so that there are few different queries; a key may be in it twice. */
  constructor(
    private readonly read: (keys: readonly string[]) => Promise<Row[]>,
    private readonly keyOf: (row: Row) => string,
  ) {}

  find(key: string): Promise<Row | null> {
    this.batch ??= this.readAll();
    const { batch } = this;
    let answer = this.asked.get(key);
    if (!answer) {
      answer = batch.then((rows) => rows.get(key) ?? null);
      this.asked.set(key, answer);
    }
    return answer;
  }

  private async readAll(): Promise<Map<string, Row>> {
    await new Promise((resolve) => setImmediate(resolve));
    const keys = [...this.asked.keys()];
    this.asked = new Map();
    this.batch = null;
    const rows = new Map<string, Row>();
    while (keys.length > 0) {
      const some = keys.splice(0, largestBatch);
      const size = 2 ** Math.ceil(Math.log2(some.length));
      const padded = Array.from({ length: size }, (_, position) => some[position] ?? some[0] ?? '');
      for (const row of await this.read(padded)) rows.set(this.keyOf(row), row);
    }
    return rows;
  }
}
