import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { randomUUID } from 'node:crypto';
import { isGone, ownIdentity } from '../tasks/process-identity';
import {
  type BackupStorage,
  type ByteRange,
  NotStored,
  StorageFull,
  StorageUnavailable,
  type StoredFile,
} from './backup-storage';
import { keySegments } from './storage-key';

const incoming = '.incoming';

/** Its content is the id of the storage. */
const marker = '.coursekeep-storage';

/** Backups in a folder: a file's key is its path below it. What is on its way lies in `.incoming`, under a name that says
 *  which process writes it. */
export class FolderStorage implements BackupStorage {
  constructor(private readonly folder: string) {}

  async put(key: string, source: string): Promise<void> {
    const target = this.path(key);
    await explained(async () => {
      await mkdir(dirname(target), { recursive: true });
      await sync(source);
      await rename(source, target).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EXDEV') throw error;
        return this.copyOver(source, target);
      });
      await sync(dirname(target));
      await sync(dirname(dirname(target)));
    });
  }

  async stat(key: string): Promise<StoredFile | null> {
    const path = this.path(key);
    return explained(async () => {
      const found = await stat(path).catch(absent);
      return found?.isFile() ? { key, size: found.size, modified: Math.trunc(found.mtimeMs) } : null;
    });
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const path = this.path(key);
    return explained(async () => {
      const file = await open(path, 'r').catch(absent);
      if (!file) throw new NotStored('not-stored', `There is no file "${key}" in the storage.`);
      return file.createReadStream(range && { start: range.start, end: range.end });
    });
  }

  async remove(key: string): Promise<void> {
    const path = this.path(key);
    await explained(async () => {
      await rm(path, { force: true });
      await rmdir(dirname(path)).catch(() => undefined);
    });
  }

  async *list(): AsyncIterable<StoredFile> {
    yield* this.walk([]);
  }

  async removeAbandoned(): Promise<number> {
    return explained(async () => {
      let removed = 0;
      for (const name of (await readdir(join(this.folder, incoming)).catch(absent)) ?? []) {
        if (!isGone(name.split('~')[0] ?? '')) continue;
        await rm(join(this.folder, incoming, name), { force: true });
        removed++;
      }
      return removed;
    });
  }

  async identify(): Promise<string | null> {
    return explained(async () => {
      const text = await readFile(join(this.folder, marker), 'utf8').catch(absent);
      return text === null ? null : text.trim().slice(0, 100);
    });
  }

  async mark(id: string): Promise<void> {
    await explained(async () => {
      await mkdir(this.folder, { recursive: true });
      const part = join(this.folder, `${marker}.${randomUUID()}`);
      await writeFile(part, `${id}\n`);
      await sync(part);
      await rename(part, join(this.folder, marker));
      await sync(this.folder);
    });
  }

  private path(key: string): string {
    return join(this.folder, ...keySegments(key));
  }

  private async copyOver(source: string, target: string): Promise<void> {
    const part = join(this.folder, incoming, `${ownIdentity()}~${randomUUID()}`);
    await mkdir(dirname(part), { recursive: true });
    try {
      await pipeline(createReadStream(source), createWriteStream(part, { flags: 'wx' }));
      await sync(part);
      await rename(part, target);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    await rm(source);
  }

  private async *walk(segments: string[]): AsyncIterable<StoredFile> {
    const entries = await explained(() =>
      readdir(join(this.folder, ...segments), { withFileTypes: true }).catch(absent),
    );
    for (const entry of entries ?? []) {
      if (entry.name.startsWith('.')) continue;
      const below = [...segments, entry.name];
      if (entry.isDirectory()) yield* this.walk(below);
      else {
        const file = entry.isFile() && (await this.stat(below.join('/')));
        if (file) yield file;
      }
    }
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}

/** On Linux a folder is synced like a file: only then is the new name in it on the disk. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives the system's errors the storage's own words. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, message, path } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      throw new StorageFull('storage-full', 'The folder for backups is full: make room there.', { cause: error });
    }
    if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) {
      const where = path ? ` (${path})` : '';
      throw new StorageUnavailable(
        'storage-unavailable',
        `The folder for backups cannot be used: ${message.split(',')[0]}${where}.`,
        { cause: error },
      );
    }
    throw error;
  }
}
