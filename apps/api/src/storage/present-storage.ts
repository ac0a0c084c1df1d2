import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { IsNull, Not } from 'typeorm';
import { BackupRow } from '../store/backup.entity';
import { KnownStorageRow } from '../store/known-storage.entity';
import type { Store } from '../store/store';
import {
  type BackupStorage,
  type ByteRange,
  NotStored,
  StorageAbsent,
  type StoredFile,
  StorageUnavailable,
} from './backup-storage';

/** Seconds after which a storage that says nothing (a network drive) counts as not there. */
const PATIENCE_SECONDS = 10;

/** A storage that is asked first whether it is the one that the store knows: where the folder of backups is not mounted, or
 *  another one is, that is said, and never that the backups are gone. Nothing is put there either. */
export class PresentStorage implements BackupStorage {
  private checking: Promise<void> | null = null;

  constructor(
    private readonly inner: BackupStorage,
    private readonly store: Store,
    private readonly patienceSeconds = PATIENCE_SECONDS,
  ) {}

  /** Resolves where the storage is there and the right one; marks a new one. Rejects with StorageUnavailable. Those who
   *  ask at once share one look. */
  check(): Promise<void> {
    this.checking ??= this.inTime(this.look()).finally(() => (this.checking = null));
    return this.checking;
  }

  async put(key: string, source: string): Promise<void> {
    await this.check();
    await this.inner.put(key, source);
  }

  async stat(key: string): Promise<StoredFile | null> {
    const found = await this.inTime(this.inner.stat(key));
    if (!found) await this.check();
    return found;
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    try {
      return await this.inTime(this.inner.read(key, range));
    } catch (error) {
      if (error instanceof NotStored) await this.check();
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await this.check();
    await this.inner.remove(key);
  }

  /** Ends with StorageUnavailable, not before its time, where the storage goes away meanwhile. */
  async *list(): AsyncIterable<StoredFile> {
    await this.check();
    yield* this.inner.list();
    await this.check();
  }

  async removeAbandoned(): Promise<number> {
    await this.check();
    return this.inner.removeAbandoned();
  }

  identify(): Promise<string | null> {
    return this.inner.identify();
  }

  mark(id: string): Promise<void> {
    return this.inner.mark(id);
  }

  private async look(): Promise<void> {
    const found = await this.inner.identify();
    const [known] = await this.store.read.find(KnownStorageRow, { take: 1 });
    if (known && found === known.id) return;
    if (known && found !== null) throw otherStorage(found, known.id);
    if (!found && (await this.isMissed(known !== undefined))) throw absentStorage(known?.id ?? null);
    // New, or from before there were marks. The mark first: where nothing remembers it, it is taken as it is found.
    const id = found ?? known?.id ?? randomUUID();
    if (!found) await this.inner.mark(id);
    if (!known) await this.remember(id);
  }

  /** Should there be files, and is there none? */
  private async isMissed(bearsMark: boolean): Promise<boolean> {
    if (!(await this.store.read.existsBy(BackupRow, { status: 1000, storagekey: Not(IsNull()) }))) return false;
    if (bearsMark) return true;
    for await (const _ of this.inner.list()) return false;
    return true;
  }

  private async remember(id: string): Promise<void> {
    await this.store.write(async (manager) => {
      if ((await manager.count(KnownStorageRow)) === 0) {
        await manager.insert(KnownStorageRow, { id, timecreated: Date.now() });
      }
    });
  }

  private async inTime<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(silentStorage(this.patienceSeconds)), this.patienceSeconds * 1000);
    });
    try {
      return await Promise.race([work, tooLong]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function absentStorage(id: string | null): StorageAbsent {
  return new StorageAbsent(
    'storage-absent',
    'The folder for backups is not there, or is an empty one in its place: its mark is missing. Mount it; it is used again ' +
      `by itself. If this is the right folder, write the line ${id ?? 'new'} into the file .coursekeep-storage in it.`,
  );
}

function otherStorage(found: string, known: string): StorageAbsent {
  return new StorageAbsent(
    'storage-other',
    `In the place of the folder for backups is one that belongs to another store of Coursekeep (${JSON.stringify(found)} in its ` +
      `file .coursekeep-storage, expected ${known}). Mount the right one; nothing is written to this one.`,
  );
}

function silentStorage(seconds: number): StorageUnavailable {
  return new StorageUnavailable(
    'storage-unavailable',
    `The folder for backups has not answered for ${seconds} seconds.`,
  );
}
