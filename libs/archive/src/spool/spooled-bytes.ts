import { ArchiveError } from '../archive-error';
import { SpoolFile } from './spool-file';

interface Piece {
  readonly start: number;
  readonly bytes: Buffer;
}

/** A growing run of bytes of which the last part is in memory and, once there is more than `memory`, the part before it
 *  in a file. Can be read at any place while it grows. */
export class SpooledBytes {
  private recent: Piece[] = [];
  private recentSize = 0;
  /** How many bytes are in the file: `recent` follows them. */
  private written = 0;
  private file: SpoolFile | undefined;
  private flushing: Promise<void> | undefined;
  private disposed = false;

  constructor(
    private readonly folder: string,
    private readonly memory: number,
  ) {}

  get length(): number {
    return this.written + this.recentSize;
  }

  /** Returns a promise where the caller must wait before it gives more. */
  append(bytes: Buffer): Promise<void> | void {
    if (this.disposed) throw disposed();
    if (bytes.length > 0) this.recent.push({ start: this.length, bytes });
    this.recentSize += bytes.length;
    return this.recentSize > this.memory ? this.flush() : undefined;
  }

  async *read(start: number, size: number): AsyncGenerator<Buffer> {
    const end = start + size;
    let position = start;
    while (position < end) {
      if (this.disposed) throw disposed();
      const bytes = await this.piece(position, end - position);
      if (bytes.length === 0)
        throw new ArchiveError('archive-source-failed', `A file in ${this.folder} has lost its end`);
      position += bytes.length;
      yield bytes;
    }
  }

  async dispose(): Promise<void> {
    if (this.disposed) return;
    this.disposed = true;
    await this.flushing?.catch(() => undefined);
    this.recent = [];
    await this.file?.remove();
  }

  /** A failed flush keeps the bytes; the next append or end tries again and gets the error. */
  private flush(): Promise<void> {
    if (this.flushing) return this.flushing;
    this.flushing = this.writeRecent().finally(() => {
      this.flushing = undefined;
    });
    // Who does not wait now hears of it at the end of the document.
    this.flushing.catch(() => undefined);
    return this.flushing;
  }

  private async writeRecent(): Promise<void> {
    this.file ??= await SpoolFile.create(this.folder);
    const pieces = this.recent.map((piece) => piece.bytes);
    const size = this.recentSize;
    await this.file.write(pieces, this.written);
    // What was appended meanwhile stays; readers see each byte in the one place or the other.
    this.recent = this.recent.slice(pieces.length);
    this.recentSize -= size;
    this.written += size;
  }

  private async piece(position: number, wanted: number): Promise<Buffer> {
    if (position < this.written && this.file) {
      return this.file.read(position, Math.min(wanted, READ_SIZE, this.written - position));
    }
    const piece = this.recent[lastStartingBefore(this.recent, position)];
    if (piece) return piece.bytes.subarray(position - piece.start, position - piece.start + wanted);
    return Buffer.alloc(0);
  }
}

const READ_SIZE = 256 * 1024;

/** Index of the last piece that starts at or before `position`. */
function lastStartingBefore(pieces: readonly Piece[], position: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((pieces[middle]?.start ?? Infinity) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

function disposed(): ArchiveError {
  return new ArchiveError('spool-misused', 'The document spool is used after it was disposed');
}
