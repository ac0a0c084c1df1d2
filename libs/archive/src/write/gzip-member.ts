import { crc32 } from 'node:zlib';
import { type BytePiece, cutBlocks, encodeBlock, FINAL_BLOCK } from './deflate-block';
import { type Part, sideBySide } from './side-by-side';

/** One gzip member of these bytes, made of blocks that are compressed side by side and written in order. Memory stays
 *  below a few blocks; the bytes depend on the input and the level only, not on timing or the number of processors. */
export async function* gzipMember(pieces: AsyncIterable<BytePiece>, level: number): AsyncGenerator<Buffer> {
  yield HEADER;
  yield* sideBySide(memberParts(pieces, level));
}

async function* memberParts(pieces: AsyncIterable<BytePiece>, level: number): AsyncGenerator<Part> {
  let crc = 0;
  let length = 0;
  for await (const block of cutBlocks(pieces)) {
    crc = crc32(block.data, crc);
    length += block.data.length;
    yield { made: encodeBlock(block, level) };
  }
  yield () => [trailer(crc, length)];
}

// Deflate, no name, no time, made on Unix: what PHP's gzopen writes.
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);

function trailer(crc: number, length: number): Buffer {
  const sums = Buffer.alloc(8);
  sums.writeUInt32LE(crc, 0);
  sums.writeUInt32LE(length % 2 ** 32, 4);
  return Buffer.concat([FINAL_BLOCK, sums]);
}
