import { Readable, Writable } from 'node:stream';
import type { ArchiveEntry, FileEntry } from '../src';

/** An entry of these bytes, given in chunks of `chunk` bytes. */
export function fileEntry(
  path: string,
  bytes: Buffer | string,
  more: Partial<FileEntry> & { chunk?: number } = {},
): FileEntry {
  const content = Buffer.from(bytes as string);
  const { chunk = 64 * 1024, ...rest } = more;
  return {
    kind: 'file',
    path,
    size: content.length,
    mtime: 1700000000,
    content: 'text',
    open: () => Readable.from(chunks(content, chunk), { objectMode: false }),
    ...rest,
  };
}

export function directory(path: string): ArchiveEntry {
  return { kind: 'directory', path };
}

/** A target that keeps what it is given. */
export class Collector extends Writable {
  private readonly parts: Buffer[] = [];

  constructor(private readonly delay: () => Promise<void> | void = () => undefined) {
    super();
  }

  get bytes(): Buffer {
    return Buffer.concat(this.parts);
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.parts.push(Buffer.from(chunk));
    Promise.resolve(this.delay()).then(() => done(), done);
  }
}

/** Bytes that no compression shrinks, the same at every run. */
export function noise(size: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(size);
  let state = seed >>> 0 || 1;
  for (let offset = 0; offset < size; offset += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[offset] = state >>> 24;
  }
  return bytes;
}

/** Text of about this size that compresses as XML does. */
export function prose(size: number): Buffer {
  let text = '';
  for (let id = 1; text.length < size; id += 1) {
    text += `  <post id="${id}">\n    <subject>Answer ${(id * 7919) % 104729}</subject>\n    <message>é ${id % 97}</message>\n  </post>\n`;
  }
  return Buffer.from(text).subarray(0, size);
}

function* chunks(bytes: Buffer, size: number): Generator<Buffer> {
  for (let offset = 0; offset < bytes.length; offset += size) yield bytes.subarray(offset, offset + size);
}
