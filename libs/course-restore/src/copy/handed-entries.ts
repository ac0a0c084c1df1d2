import { Readable } from 'node:stream';

/** Takes the contents of an archive's entries from who passes the archive, and gives them to who writes another one in the same
 *  order, one at a time and with back-pressure: nothing of them is kept. */
export class HandedEntries {
  private readonly waiting = new Map<string, Handed>();
  private failure: unknown;

  /** For the one who passes: resolves when the content has been written. */
  give(path: string, content: AsyncIterable<Buffer>): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => this.entry(path).give({ content, resolve, reject }));
  }

  /** For the one who writes: the content of this path. */
  take(path: string): Readable {
    return Readable.from(this.content(path), { objectMode: false });
  }

  /** Ends the waiting of both sides; what has been given and taken is not touched. */
  fail(error: unknown): void {
    this.failure ??= error;
    for (const entry of this.waiting.values()) entry.fail(error);
  }

  private async *content(path: string): AsyncGenerator<Buffer> {
    if (this.failure) throw this.failure;
    const { content, resolve, reject } = await this.entry(path).taken();
    this.waiting.delete(path);
    let isWhole = false;
    try {
      yield* content;
      isWhole = true;
    } finally {
      if (isWhole) resolve();
      else reject(this.failure ?? new Error(`${path} was not read to its end`));
    }
  }

  private entry(path: string): Handed {
    const known = this.waiting.get(path) ?? new Handed();
    this.waiting.set(path, known);
    return known;
  }
}

interface Given {
  readonly content: AsyncIterable<Buffer>;
  resolve(): void;
  reject(error: unknown): void;
}

class Handed {
  private given: Given | null = null;
  private arrive!: (given: Given) => void;
  private giveUp!: (error: unknown) => void;
  private readonly arrival = new Promise<Given>((resolve, reject) => {
    this.arrive = resolve;
    this.giveUp = reject;
  });

  constructor() {
    // Nobody may be waiting when it fails.
    this.arrival.catch(() => undefined);
  }

  give(given: Given): void {
    this.given = given;
    this.arrive(given);
  }

  taken(): Promise<Given> {
    return this.arrival;
  }

  fail(error: unknown): void {
    this.giveUp(error);
    this.given?.reject(error);
  }
}
