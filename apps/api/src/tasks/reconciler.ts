import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { BackupRecords } from '../backups/backup-records';
import type { Settings } from '../config/settings';
import type { BackupRow } from '../store/backup.entity';
import { Store } from '../store/store';
import { TaskRow } from '../store/task.entity';
import type { BackupStorage, StoredFile } from '../storage/backup-storage';
import { parseStorageKey } from '../storage/storage-key';
import { BACKUP_STORAGE, SETTINGS } from '../tokens';
import { logText } from '@coursekeep/errors';
import { TaskQueue } from './task-queue';

/** Brings store, storage and work folder to agree again when the service starts, whatever moment a crash has chosen. */
@Injectable()
export class Reconciler {
  private readonly log = new Logger(Reconciler.name);

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(Store) private readonly store: Store,
    @Inject(TaskQueue) private readonly queue: TaskQueue,
    @Inject(BackupRecords) private readonly records: BackupRecords,
    @Inject(BACKUP_STORAGE) private readonly storage: BackupStorage,
  ) {}

  async run(): Promise<void> {
    const freed = await this.queue.freeAbandoned(Date.now());
    if (freed.length > 0) this.log.log(`${freed.length} unfinished backups of an earlier run will be made again`);
    try {
      await this.clearWorkFolder();
      await this.storage.removeAbandoned();
      const stored = await this.checkFiles();
      await this.checkRows(stored);
    } catch (error) {
      this.log.warn(`The storage could not be checked: ${logText(error)}`);
    }
  }

  private async clearWorkFolder(): Promise<void> {
    const folder = join(this.settings.data, 'work');
    await mkdir(folder, { recursive: true });
    const claimed = await this.queue.claimed();
    for (const name of await readdir(folder)) {
      if (!claimed.has(name.split('.')[0] ?? '')) await rm(join(folder, name), { recursive: true, force: true });
    }
  }

  private async checkFiles(): Promise<Set<string>> {
    const keys = new Set<string>();
    for await (const file of this.storage.list()) {
      keys.add(file.key);
      const parts = parseStorageKey(file.key);
      if (!parts) continue;
      const row = await this.records.findAnywhere(parts.backupid);
      if (!row) await this.adopt(file, parts);
      else if (row.status !== 1000 && !(await this.queue.claimed()).has(row.backupid)) await this.settle(row, file);
    }
    return keys;
  }

  /** The file of a backup that has not finished: the crash came just before its row was written, or it is of an attempt
   *  that was not the last word. */
  private async settle(row: BackupRow, file: StoredFile): Promise<void> {
    const whole =
      row.storagekey === file.key && row.filesize === file.size && row.contenthash === (await this.sha1(file.key));
    if (!whole) return this.storage.remove(file.key);
    await this.store.write(async (manager) => {
      await manager.delete(TaskRow, { backupid: row.backupid });
      await this.records.finished(manager, row.backupid, row.warnings, Date.now());
    });
    this.log.log(`Backup ${row.backupid} had finished when the service ended`);
  }

  /** A file without any row, because the store was lost or is older: it is somebody's backup and is listed again. */
  private async adopt(file: StoredFile, parts: NonNullable<ReturnType<typeof parseStorageKey>>): Promise<void> {
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
      contenthash: await this.sha1(file.key),
      storagekey: file.key,
      warnings: [],
      error: null,
      timecreated: file.modified,
      timefinished: file.modified,
    });
    this.log.warn(adopted ? `${file.key} had no row and has one now` : `${file.key} has no row and its name is taken`);
  }

  private async checkRows(stored: ReadonlySet<string>): Promise<void> {
    for (const row of await this.records.withFile()) {
      if (row.storagekey === null || stored.has(row.storagekey)) continue;
      if (await this.storage.stat(row.storagekey)) continue;
      await this.records.lostFile(row.backupid);
      this.log.warn(`The file of backup ${row.backupid} is no longer in the storage (${row.storagekey})`);
    }
  }

  private async sha1(key: string): Promise<string> {
    const hash = createHash('sha1');
    await pipeline(await this.storage.read(key), hash);
    return hash.digest('hex');
  }
}
