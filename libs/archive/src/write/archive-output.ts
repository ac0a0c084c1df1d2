import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ArchiveSummary } from './archive';

/** Writes an archive's bytes to its target, with back-pressure, and says how many and which they were. Ends the target;
 *  resolves when it has finished. On an error or abort the target is destroyed. */
export async function writeOut(
  bytes: AsyncIterable<Buffer>,
  target: Writable,
  signal?: AbortSignal,
): Promise<Omit<ArchiveSummary, 'entries'>> {
  const hash = createHash('sha1');
  let size = 0;
  async function* measured(): AsyncGenerator<Buffer> {
    for await (const chunk of gathered(bytes)) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }
  await (signal ? pipeline(measured, target, { signal }) : pipeline(measured, target));
  return { size, contentHash: hash.digest('hex') };
}

/** Headers come in pieces of a few bytes, each of which would be a write to the disk. */
async function* gathered(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    waiting.push(chunk);
    size += chunk.length;
    if (size < WRITE_SIZE) continue;
    yield Buffer.concat(waiting, size);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting, size);
}

const WRITE_SIZE = 64 * 1024;
