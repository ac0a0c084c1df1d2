import { Readable } from 'node:stream';
import { ContentMissing } from '../errors';
import type { ContentHash, FilePool } from './file-pool';

/** A pool that asks several others in turn: what the first does not have or cannot give, the next one may. Which pool has
 *  a content is decided before its first byte; a content that turns out damaged is not looked for elsewhere. Where none
 *  can give it, the error is that of the first pool that has it and cannot give it, else ContentMissing. */
export function withFallbackPools(first: FilePool, others: readonly FilePool[]): FilePool {
  return others.length === 0 ? first : new FallbackPool([first, ...others]);
}

class FallbackPool implements FilePool {
  constructor(private readonly pools: readonly FilePool[]) {}

  async size(hash: ContentHash): Promise<number> {
    return (await this.find(hash)).size;
  }

  read(hash: ContentHash): Readable {
    // As the local pool: what was read ahead would be lost when a mismatch destroys the stream.
    return Readable.from(this.chunks(hash), { objectMode: false, highWaterMark: 1 });
  }

  private async *chunks(hash: ContentHash): AsyncGenerator<Buffer, void, undefined> {
    const { pool } = await this.find(hash);
    yield* pool.read(hash) as AsyncIterable<Buffer>;
  }

  private async find(hash: ContentHash): Promise<{ pool: FilePool; size: number }> {
    const failures: unknown[] = [];
    for (const pool of this.pools) {
      try {
        return { pool, size: await pool.size(hash) };
      } catch (error) {
        failures.push(error);
      }
    }
    throw failures.find((error) => !(error instanceof ContentMissing)) ?? failures[0];
  }
}
