import { constants, deflateRaw } from 'node:zlib';
import { looksCompressible } from './compressibility';

/** Some bytes of a stream, and whether they are to be `stored` as they are (unless they look worth it) or compressed. */
export interface BytePiece {
  readonly bytes: Buffer;
  readonly stored: boolean;
}

/** A stretch of the stream that is encoded on its own. */
export interface DeflateBlock {
  readonly data: Buffer;
  readonly stored: boolean;
  /** The compressed text right before it, so that cutting the stream into blocks costs next to no size. */
  readonly dictionary?: Buffer | undefined;
}

/** Cuts a stream into blocks whose bounds depend on the bytes and their kind only, never on how the source was chunked:
 *  the same input gives the same blocks. Holds one block. */
export async function* cutBlocks(pieces: AsyncIterable<BytePiece>): AsyncGenerator<DeflateBlock> {
  let data = Buffer.allocUnsafeSlow(BLOCK_SIZE);
  let filled = 0;
  let stored = false;
  let dictionary: Buffer | undefined;

  const cut = (): DeflateBlock => {
    const bytes = data.subarray(0, filled);
    const block = { data: bytes, stored: stored && !looksCompressible(bytes), dictionary };
    dictionary = stored ? undefined : block.data.subarray(-WINDOW);
    data = Buffer.allocUnsafeSlow(BLOCK_SIZE);
    filled = 0;
    return block;
  };

  for await (const piece of pieces) {
    if (piece.bytes.length === 0) continue;
    if (piece.stored !== stored) {
      if (filled > 0) yield cut();
      stored = piece.stored;
      dictionary = undefined;
    }
    for (let offset = 0; offset < piece.bytes.length;) {
      const copied = piece.bytes.copy(data, filled, offset);
      offset += copied;
      filled += copied;
      if (filled === BLOCK_SIZE) yield cut();
    }
  }
  if (filled > 0) yield cut();
}

/** The block as raw deflate data that ends on a byte's bound, so that blocks can be joined. Compression runs on libuv's
 *  thread pool. */
export function encodeBlock(block: DeflateBlock, level: number): Promise<Buffer[]> {
  return block.stored ? Promise.resolve(storedBlocks(block.data)) : compress(block, level);
}

/** An empty last block: what ends a deflate stream. */
export const FINAL_BLOCK = Buffer.from([0x03, 0x00]);

const LARGEST_STORED = 0xffff;
const BLOCK_SIZE = 4 * LARGEST_STORED;
const WINDOW = 32 * 1024;

function storedBlocks(data: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let offset = 0; offset < data.length; offset += LARGEST_STORED) {
    const part = data.subarray(offset, offset + LARGEST_STORED);
    const head = Buffer.alloc(5);
    head.writeUInt16LE(part.length, 1);
    head.writeUInt16LE(~part.length & 0xffff, 3);
    parts.push(head, part);
  }
  return parts;
}

function compress({ data, dictionary }: DeflateBlock, level: number): Promise<Buffer[]> {
  const options = { level, finishFlush: constants.Z_SYNC_FLUSH, chunkSize: OUTPUT_CHUNK };
  return new Promise((resolve, reject) => {
    deflateRaw(data, dictionary ? { ...options, dictionary } : options, (error, bytes) =>
      error ? reject(error) : resolve([bytes]),
    );
  });
}

// Each output chunk is one trip to the thread pool; most blocks of XML fit in one.
const OUTPUT_CHUNK = 64 * 1024;
