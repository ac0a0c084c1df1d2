import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ByteRange } from '../storage/backup-storage';

/** A body of several parts of a file (`multipart/byteranges`). */
export interface ByteParts {
  readonly contentType: string;
  /** Bytes of the whole body. */
  readonly length: number;
  /** The body; each part is read when the one before it has been taken. */
  body(): AsyncGenerator<Buffer>;
}

/** Lays out the parts of a file of `size` bytes and of type `type`, which `read` gives. */
export function byteParts(
  ranges: readonly ByteRange[],
  size: number,
  type: string,
  read: (range: ByteRange) => Promise<Readable>,
): ByteParts {
  const boundary = randomBytes(16).toString('hex');
  const parts = ranges.map((range) => ({
    range,
    head: Buffer.from(
      `\r\n--${boundary}\r\nContent-Type: ${type}\r\nContent-Range: bytes ${range.start}-${range.end}/${size}\r\n\r\n`,
    ),
  }));
  const end = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/byteranges; boundary=${boundary}`,
    length: parts.reduce((sum, { range, head }) => sum + head.length + range.end - range.start + 1, end.length),
    body: async function* () {
      for (const { range, head } of parts) {
        yield head;
        yield* (await read(range)) as AsyncIterable<Buffer>;
      }
      yield end;
    },
  };
}
