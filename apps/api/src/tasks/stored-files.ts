import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { BackupRecords } from '../backups/backup-records';
import type { BackupRow } from '../store/backup.entity';
import { type BackupStorage, NotStored, type StoredFile, StorageUnavailable } from '../storage/backup-storage';
import { parseStorageKey, storageKey, type StorageKeyParts } from '../storage/storage-key';
import { BACKUP_STORAGE } from '../tokens';
import { logText } from '@coursekeep/errors';

/** How many rows are read at a time. */
const BATCH = 500;

/** How many files are looked at at a time: a network drive answers slowly, but several at once. */
const AT_ONCE = 16;

/** Whether the files in the storage are those that the rows tell of: looks at each of them, and writes what it found into
 *  its row. Nothing is decided on a storage that is absent: it rejects with StorageUnavailable then. */
@Injectable()
export class StoredFiles {
  private readonly log = new Logger(StoredFiles.name);

  constructor(
    @Inject(BackupRecords) private readonly records: BackupRecords,
    @Inject(BACKUP_STORAGE) private readonly storage: BackupStorage,
  ) {}

  /** Brings rows and files to agree. Holds the keys of all files in memory. */
  async agree(signal: AbortSignal): Promise<void> {
    const sizes = new Map<string, number>();
    const batch: StoredFile[] = [];
    for await (const file of this.storage.list()) {
      signal.throwIfAborted();
      sizes.set(file.key, file.size);
      batch.push(file);
      if (batch.length === BATCH) await this.agreeOnFiles(batch.splice(0));
    }
    await this.agreeOnFiles(batch);
    let last = '';
    for (;;) {
      const rows = await this.records.withFile(last, BATCH);
      for (const row of rows) {
        signal.throwIfAborted();
        await this.agreeOnRow(row, sizes.get(row.storagekey ?? ''));
      }
      last = rows.at(-1)?.backupid ?? '';
      if (rows.length < BATCH) return;
    }
  }

  /** A finished backup as its file is now, by a look at its size; what it finds is written down. */
  async lookAt(row: BackupRow): Promise<BackupRow> {
    if (row.status !== 1000 || row.storagekey === null) return row;
    return this.note(row, (await this.storage.stat(row.storagekey))?.size);
  }

  /** The same for many. Where the storage is away they stay as they were recorded: it is no storage without files. */
  async lookAtAll(rows: readonly BackupRow[]): Promise<BackupRow[]> {
    const seen: BackupRow[] = [];
    try {
      for (let at = 0; at < rows.length; at += AT_ONCE) {
        seen.push(...(await Promise.all(rows.slice(at, at + AT_ONCE).map((row) => this.lookAt(row)))));
      }
      return seen;
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error;
      return [...rows];
    }
  }

  /** Reads the file of a row and holds it against its hash; resolves with the bytes that were read. */
  async checkContent(row: BackupRow, signal: AbortSignal): Promise<number> {
    const key = row.storagekey ?? '';
    const stored = await this.storage.stat(key);
    if (!stored || !isOfSize(row, stored.size)) {
      await this.records.checkedFile(row.backupid, row.contenthash, Date.now());
      await this.note(row, stored?.size);
      return 0;
    }
    const hash = await this.readable(key, signal);
    await this.records.checkedFile(row.backupid, row.contenthash ?? hash, Date.now());
    const isRight = hash !== null && (row.contenthash === null || row.contenthash === hash);
    await this.write(row, isRight ? null : 'damaged');
    return stored.size;
  }

  /** SHA-1 of a file's content; null where there is no such file. */
  async hashOf(key: string): Promise<string | null> {
    return this.sha1(key).catch((error) => {
      if (error instanceof NotStored) return null;
      throw error;
    });
  }

  private async agreeOnFiles(files: readonly StoredFile[]): Promise<void> {
    const parted = files.flatMap((file) => {
      const parts = parseStorageKey(file.key);
      return parts ? [{ file, parts }] : [];
    });
    const found = await this.records.findAnywhere(parted.map(({ parts }) => parts.backupid));
    const rows = new Map(found.map((row) => [row.backupid, row]));
    const removed = await this.records.removedAmong(parted.map(({ parts }) => parts.backupid));
    for (const { file, parts } of parted) {
      const row = rows.get(parts.backupid);
      if (!row && removed.has(parts.backupid)) continue;
      if (!row) await this.adopt(file, parts);
      // It failed for good after its file had been put there: nothing will ever ask for it.
      else if (row.status === 900) await this.storage.remove(file.key);
      else if (row.status === 1000 && row.storagekey === null && isKeyOf(row, file.key)) {
        await this.records.returnedFile(row.backupid, file.key);
        this.log.log(`The file of backup ${row.backupid} is in the storage again`);
      }
    }
  }

  private async agreeOnRow(row: BackupRow, size: number | undefined): Promise<void> {
    // What is not in the list may have come since.
    if (size === undefined) await this.lookAt(row);
    else await this.note(row, size);
  }

  private note(row: BackupRow, size: number | undefined): Promise<BackupRow> {
    if (size === undefined) return this.write(row, 'missing');
    if (!isOfSize(row, size)) return this.write(row, 'damaged');
    // A content that was found damaged is so until it is read again.
    return this.write(row, row.filestate === 'missing' ? null : row.filestate);
  }

  private async write(row: BackupRow, state: BackupRow['filestate']): Promise<BackupRow> {
    if (row.filestate === state) return row;
    const isNews = await this.records.foundFile(row.backupid, state, Date.now());
    const [now = row] = await this.records.findAnywhere([row.backupid]);
    if (!isNews) return now;
    const said = { missing: 'is no longer in the storage', damaged: 'is damaged' };
    const text = `The file of backup ${row.backupid} of course ${row.courseid} `;
    if (state) this.log.error(`${text}${said[state]} (${row.storagekey})`);
    else this.log.log(`${text}is as it was recorded again`);
    return now;
  }

  /** A file without any row, because the store was lost or is older: it is somebody's backup and is listed again. */
  private async adopt(file: StoredFile, parts: StorageKeyParts): Promise<void> {
    const contenthash = await this.hashOf(file.key);
    // Taken away since it was listed.
    if (contenthash === null) return;
    const adopted = await this.records.adopt({
      backupid: parts.backupid,
      site: parts.site,
      courseid: parts.courseid,
      contextid: 0,
      userid: 0,
      mode: 'async',
      format: 'tgz',
      options: { users: /-nu[-.]/.test(parts.filename) ? 0 : 1 },
      settings: null,
      status: 1000,
      progress: 1,
      step: '',
      filename: parts.filename,
      filesize: file.size,
      contenthash,
      storagekey: file.key,
      warnings: [],
      error: null,
      timecreated: file.modified,
      timefinished: file.modified,
      timechecked: Date.now(),
    });
    this.log.warn(adopted ? `${file.key} had no row and has one now` : `${file.key} has no row and its name is taken`);
  }

  /** The hash of a content; null where the storage is there and the content cannot be read. */
  private async readable(key: string, signal: AbortSignal): Promise<string | null> {
    try {
      return await this.sha1(key, signal);
    } catch (error) {
      signal.throwIfAborted();
      await this.storage.stat(key);
      this.log.error(`${key} cannot be read: ${logText(error)}`);
      return null;
    }
  }

  private async sha1(key: string, signal?: AbortSignal): Promise<string> {
    const hash = createHash('sha1');
    await pipeline(await this.storage.read(key), hash, { signal });
    return hash.digest('hex');
  }
}

const isOfSize = ({ filesize }: BackupRow, size: number): boolean => filesize === null || filesize === size;

function isKeyOf({ site, courseid, backupid, filename }: BackupRow, key: string): boolean {
  return filename !== null && key === storageKey({ site, courseid, backupid, filename });
}
