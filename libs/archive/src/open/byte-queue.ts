/** Takes exact numbers of bytes from a stream of chunks. `position` counts what was taken or skipped. */
export class ByteQueue {
  position = 0;
  private chunk: Buffer = Buffer.alloc(0);
  private readonly source: AsyncIterator<Buffer>;

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** `length` bytes; fewer only at the end of the stream. For small lengths. */
  async take(length: number): Promise<Buffer> {
    if (this.chunk.length >= length) return this.cut(length);
    const parts: Buffer[] = [];
    let missing = length;
    while (missing > 0 && (this.chunk.length > 0 || (await this.more()))) {
      const part = this.cut(Math.min(missing, this.chunk.length));
      parts.push(part);
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }

  /** Up to `length` bytes as they come; ends early only where the stream ends. */
  async *stream(length: number): AsyncGenerator<Buffer, void, undefined> {
    let missing = length;
    while (missing > 0 && (this.chunk.length > 0 || (await this.more()))) {
      const part = this.cut(Math.min(missing, this.chunk.length));
      missing -= part.length;
      yield part;
    }
  }

  /** Passes over `length` bytes; false where the stream ends before. */
  async skip(length: number): Promise<boolean> {
    let missing = length;
    while (missing > 0) {
      if (this.chunk.length === 0 && !(await this.more())) return false;
      missing -= this.cut(Math.min(missing, this.chunk.length)).length;
    }
    return true;
  }

  /** Reads to the end of the stream, so that its checksum is checked. */
  async drain(): Promise<void> {
    do this.cut(this.chunk.length);
    while (await this.more());
  }

  async close(): Promise<void> {
    await this.source.return?.();
  }

  private cut(length: number): Buffer {
    const part = this.chunk.subarray(0, length);
    this.chunk = this.chunk.subarray(length);
    this.position += length;
    return part;
  }

  private async more(): Promise<boolean> {
    do {
      const next = await this.source.next();
      if (next.done) return false;
      this.chunk = next.value;
    } while (this.chunk.length === 0);
    return true;
  }
}
