import { createHash } from 'node:crypto';
import { access, constants, open, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ContentMismatch, ContentMissing, ContentUnreadable } from '../errors';
import type { ContentHash, FilePool } from './file-pool';

const chunkBytes = 256 * 1024;

/** Moodle's own pool: `filedir/ab/cd/abcd…` in the site's data folder. */
export class LocalFilePool implements FilePool {
  private constructor(private readonly folder: string) {}

  /** Opens the pool of a data folder; `folder` is its `filedir` where the site keeps it elsewhere. Rejects with
   *  ContentUnreadable `dataroot-unreadable` where it is not there or may not be read. */
  static async open(dataroot: string, folder = join(dataroot, 'filedir')): Promise<LocalFilePool> {
    const pool = new LocalFilePool(folder);
    await pool.checkFolder();
    return pool;
  }

  async size(hash: ContentHash): Promise<number> {
    try {
      const found = await stat(this.path(hash));
      if (!found.isFile()) throw unreadable(hash, 'it is not a file');
      await access(this.path(hash), constants.R_OK);
      return found.size;
    } catch (error) {
      throw await this.explain(hash, error);
    }
  }

  read(hash: ContentHash): Readable {
    // One chunk at a time: a stream that reads ahead would drop what it holds when the mismatch destroys it.
    return Readable.from(this.chunks(hash), { objectMode: false, highWaterMark: 1 });
  }

  private async *chunks(hash: ContentHash): AsyncGenerator<Buffer, void, undefined> {
    let file: FileHandle | null = null;
    try {
      file = await open(this.path(hash), 'r');
      const sha1 = createHash('sha1');
      for (;;) {
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, null);
        if (bytesRead === 0) break;
        const chunk = buffer.subarray(0, bytesRead);
        sha1.update(chunk);
        yield chunk;
      }
      const actual = sha1.digest('hex');
      if (actual !== hash)
        throw new ContentMismatch(
          'content-mismatch',
          `The content ${hash} in the file pool is damaged: its SHA-1 is ${actual}.`,
        );
    } catch (error) {
      throw await this.explain(hash, error);
    } finally {
      await file?.close();
    }
  }

  private path(hash: ContentHash): string {
    if (!/^[0-9a-f]{40}$/.test(hash))
      throw new ContentMissing('content-hash-invalid', `'${hash.slice(0, 60)}' is not a content hash (40 hex digits).`);
    return join(this.folder, hash.slice(0, 2), hash.slice(2, 4), hash);
  }

  /** One missing file is the pool's fault only where the pool itself is there: a lost mount must not look like that. */
  private async explain(hash: ContentHash, error: unknown): Promise<Error> {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      const poolError = await this.checkFolder().then(
        () => null,
        (cause: Error) => cause,
      );
      return (
        poolError ??
        new ContentMissing('content-missing', `The file pool does not have the content ${hash}.`, { cause: error })
      );
    }
    const isSystemError = (error as NodeJS.ErrnoException).syscall !== undefined;
    return isSystemError ? unreadable(hash, message, error) : (error as Error);
  }

  private async checkFolder(): Promise<void> {
    try {
      await access(this.folder, constants.R_OK | constants.X_OK);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      throw new ContentUnreadable(
        'dataroot-unreadable',
        code === 'ENOENT' || code === 'ENOTDIR'
          ? `The site's file pool ${this.folder} is not there. Check dataroot in its config.php (COURSEKEEP_SITE_DATAROOT), and that the disk is mounted.`
          : `The site's file pool ${this.folder} may not be read (${code}). Give the user that runs Coursekeep the right to read it.`,
        { cause },
      );
    }
  }
}

function unreadable(hash: ContentHash, why: string, cause?: unknown): ContentUnreadable {
  return new ContentUnreadable('content-unreadable', `The content ${hash} in the file pool cannot be read: ${why}.`, {
    cause,
  });
}
