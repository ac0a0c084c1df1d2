import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { BackupRecords } from '../backups/backup-records';
import type { Settings } from '../config/settings';
import type { BackupRow } from '../store/backup.entity';
import { Store } from '../store/store';
import { TaskRow } from '../store/task.entity';
import { PresentStorage } from '../storage/present-storage';
import { SETTINGS } from '../tokens';
import { logText } from '@coursekeep/errors';
import { IsNull } from 'typeorm';
import { StoredFiles } from './stored-files';
import { TaskQueue } from './task-queue';

/** Brings tasks, work folder and storage to agree again after a crash, whatever moment it has chosen. */
@Injectable()
export class Reconciler {
  private readonly log = new Logger(Reconciler.name);
  private settled = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(Store) private readonly store: Store,
    @Inject(TaskQueue) private readonly queue: TaskQueue,
    @Inject(BackupRecords) private readonly records: BackupRecords,
    @Inject(StoredFiles) private readonly files: StoredFiles,
    @Inject(PresentStorage) private readonly storage: PresentStorage,
  ) {}

  /** What must be done before the service answers; takes no longer with more backups. */
  async start(): Promise<void> {
    const freed = await this.queue.freeAbandoned(Date.now(), performance.now());
    if (freed.length > 0) this.log.log(`${freed.length} unfinished backups of an earlier run will be made again`);
    await this.storage.check().catch((error) => this.log.warn(logText(error)));
    await this.clearWorkFolder().catch((error) => this.log.warn(`The work folder is not clear: ${logText(error)}`));
  }

  /** What must be done before the first task is claimed: the file of a backup may be in its place already, where the crash
   *  came just before its row was written. Rejects with StorageUnavailable, to be asked again. */
  async beforeTasks(): Promise<void> {
    if (this.settled) return;
    for (const row of await this.records.announcedFiles()) await this.settle(row);
    await this.storage.removeAbandoned();
    this.settled = true;
  }

  private async clearWorkFolder(): Promise<void> {
    const folder = join(this.settings.data, 'work');
    await mkdir(folder, { recursive: true });
    const claimed = await this.queue.claimed();
    for (const name of await readdir(folder)) {
      if (!claimed.has(name.split('.')[0] ?? '')) await rm(join(folder, name), { recursive: true, force: true });
    }
  }

  /** Takes the file for the backup's where it is the one that was announced. Else the backup is made again, and its file put
   *  in the place of this one. */
  private async settle({ backupid, storagekey, filesize, contenthash, warnings }: BackupRow): Promise<void> {
    const key = storagekey ?? '';
    const stored = await this.storage.stat(key);
    if (!stored || stored.size !== filesize || (await this.files.hashOf(key)) !== contenthash) return;
    const isOurs = await this.store.write(async (manager) => {
      // Whoever works on it meanwhile goes on.
      const removed = await manager.delete(TaskRow, { backupid, owner: IsNull() });
      if (removed.affected !== 1) return false;
      await this.records.finished(manager, backupid, warnings, Date.now());
      return true;
    });
    if (isOurs) this.log.log(`Backup ${backupid} had finished when the service ended`);
  }
}
