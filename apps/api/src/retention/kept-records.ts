import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, LessThan, LessThanOrEqual, Not } from 'typeorm';
import { BackupUnknown } from '../backups/refusals';
import { type AuditAction, AuditRow } from '../store/audit.entity';
import { BackupRow, type Pin } from '../store/backup.entity';
import { RemovedBackupRow } from '../store/removed-backup.entity';
import { Store } from '../store/store';
import { BackupNameTaken, BackupPinned, BackupUnfinished } from './refusals';

/** So long a removal can be undone, in milliseconds. */
export const GRACE_MS = 7 * 86_400_000;

/** Who does something to a backup, and why. */
export interface Act {
  readonly userid: number;
  readonly why: string;
  readonly time: number;
}

/** What is kept, removed and put back, in the store. Each change is one transaction with its line in the audit. */
@Injectable()
export class KeptRecords {
  constructor(@Inject(Store) private readonly store: Store) {}

  /** The finished backups that a schedule made. */
  ofSchedule(site: string, schedule: string): Promise<BackupRow[]> {
    return this.store.read.find(BackupRow, {
      where: { site, schedule, status: 1000, storagekey: Not(IsNull()) },
      order: { courseid: 'ASC', sequence: 'DESC' },
    });
  }

  /** Keeps a backup from being removed. Rejects with BackupUnknown. */
  async pin(site: string, backupid: string, pin: Pin): Promise<void> {
    await this.store.write(async (manager) => {
      const backup = await found(manager, site, backupid);
      await manager.update(BackupRow, { backupid }, { pinned: pin });
      await note(manager, 'pinned', backup, pin);
    });
  }

  /** Rejects with BackupUnknown. */
  async unpin(site: string, backupid: string, act: Act): Promise<void> {
    await this.store.write(async (manager) => {
      const backup = await found(manager, site, backupid);
      if (backup.pinned === null) return;
      await manager.update(BackupRow, { backupid }, { pinned: null });
      await note(manager, 'unpinned', backup, act);
    });
  }

  /** Takes a finished backup out of every list; its file stays for `GRACE_MS`. Rejects with BackupUnknown, BackupUnfinished or
   *  BackupPinned. */
  async remove(site: string, backupid: string, act: Act): Promise<void> {
    await this.store.write(async (manager) => {
      const backup = await found(manager, site, backupid);
      if (backup.status < 900) throw new BackupUnfinished();
      if (isPinned(backup, act.time)) throw new BackupPinned();
      await manager.delete(BackupRow, { backupid });
      const { courseid, storagekey } = backup;
      const times = { timeremoved: act.time, timepurge: act.time + GRACE_MS };
      await this.store.insert(manager, RemovedBackupRow, { backupid, site, courseid, storagekey, backup, ...times });
      await note(manager, 'removed', backup, act);
    });
  }

  /** Puts a removed backup back. Rejects with BackupUnknown, or BackupNameTaken. */
  async restore(site: string, backupid: string, act: Act): Promise<void> {
    await this.store.write(async (manager) => {
      const removed = await manager.findOneBy(RemovedBackupRow, { site, backupid });
      if (!removed) throw new BackupUnknown(backupid);
      const { backup, courseid } = removed;
      const { filename } = backup;
      if (filename !== null && (await manager.findOneBy(BackupRow, { site, courseid, filename }))) {
        throw new BackupNameTaken(filename);
      }
      await manager.delete(RemovedBackupRow, { backupid });
      await this.store.insert(manager, BackupRow, backup);
      await note(manager, 'restored', backup, act);
    });
  }

  /** Removed backups, the newest removal first. */
  removed(site: string, before: number, count: number): Promise<RemovedBackupRow[]> {
    return this.store.read.find(RemovedBackupRow, {
      where: { site, timeremoved: LessThan(before) },
      order: { timeremoved: 'DESC', backupid: 'ASC' },
      take: count,
    });
  }

  /** Those whose time is over. */
  toPurge(site: string, now: number, count: number): Promise<RemovedBackupRow[]> {
    return this.store.read.find(RemovedBackupRow, {
      where: { site, timepurge: LessThanOrEqual(now) },
      order: { timepurge: 'ASC' },
      take: count,
    });
  }

  /** The file of a removed backup is gone: so is the backup. */
  async purged({ backupid, backup }: RemovedBackupRow, now: number): Promise<void> {
    await this.store.write(async (manager) => {
      const gone = await manager.delete(RemovedBackupRow, { backupid });
      if (gone.affected !== 1) return;
      await note(manager, 'purged', backup, { userid: 0, why: 'The time for putting it back is over.', time: now });
    });
  }

  /** The audit, newest first. */
  audit(site: string, before: number, count: number): Promise<AuditRow[]> {
    return this.store.read.find(AuditRow, {
      where: { site, number: LessThan(before) },
      order: { number: 'DESC' },
      take: count,
    });
  }
}

/** Whether somebody wants the backup to stay, and the day is not over until which they do. */
export function isPinned({ pinned }: Pick<BackupRow, 'pinned'>, now: number): boolean {
  return pinned !== null && (pinned.until === null || now < pinned.until);
}

async function found(manager: EntityManager, site: string, backupid: string): Promise<BackupRow> {
  const backup = await manager.findOneBy(BackupRow, { site, backupid });
  if (!backup) throw new BackupUnknown(backupid);
  return backup;
}

async function note(
  manager: EntityManager,
  action: AuditAction,
  { site, backupid, courseid, filename }: BackupRow,
  { userid, why, time }: Act,
): Promise<void> {
  const last = await manager.maximum(AuditRow, 'number');
  const number = Number(last ?? 0) + 1;
  await manager.insert(AuditRow, {
    number,
    site,
    time,
    userid,
    action,
    backupid,
    courseid,
    filename,
    why: why.slice(0, 1000),
  });
}
