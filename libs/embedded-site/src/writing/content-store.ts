import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface StoredContent {
  /** SHA-1 in lower-case hex. */
  readonly hash: string;
  readonly size: number;
}

/** Puts contents into a Moodle file pool (`filedir/ab/cd/hash`). A content appears under its name only when complete; one
 *  that is there already is kept as it is. */
export class ContentStore {
  private readonly added: string[] = [];

  constructor(private readonly filedir: string) {}

  async store(content: Buffer | Readable): Promise<StoredContent> {
    const partial = join(this.filedir, `.partial-${randomBytes(8).toString('hex')}`);
    await mkdir(this.filedir, { recursive: true });
    const digest = createHash('sha1');
    let size = 0;
    try {
      await pipeline(
        Buffer.isBuffer(content) ? Readable.from([content]) : content,
        async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            digest.update(chunk);
            size += chunk.length;
            yield chunk;
          }
        },
        createWriteStream(partial),
      );
      const hash = digest.digest('hex');
      await this.publish(partial, hash);
      return { hash, size };
    } finally {
      await rm(partial, { force: true });
    }
  }

  /** Takes back what this store has added, and nothing that was there before. */
  async undo(): Promise<void> {
    for (const path of this.added.splice(0)) await rm(path, { force: true });
  }

  private async publish(partial: string, hash: string): Promise<void> {
    const path = join(this.filedir, hash.slice(0, 2), hash.slice(2, 4), hash);
    if (await exists(path)) return;
    await mkdir(dirname(path), { recursive: true });
    await rename(partial, path);
    this.added.push(path);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
