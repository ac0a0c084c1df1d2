import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { BackupRow } from '../store/backup.entity';
import { Store } from '../store/store';
import { TaskRow } from '../store/task.entity';
import { BackupRecords } from '../backups/backup-records';
import { isGone, ownIdentity, silenceMs } from './process-identity';

/** A task that this process has claimed, with the backup that it makes. */
export interface ClaimedTask {
  readonly backup: BackupRow;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
  readonly owner: string;
}

/** The claim is no longer ours: another process took over what this one seemed to have left. */
export class ClaimLost extends Error {}

/** The tasks in the store. A claim is exclusive among all processes that share the store, and lasts until it is settled,
 *  given back, or its owner is found gone. */
@Injectable()
export class TaskQueue {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(BackupRecords) private readonly records: BackupRecords,
  ) {}

  /** Claims the task that has waited longest, null where none is due. */
  async claim(site: string, now: number): Promise<ClaimedTask | null> {
    for (;;) {
      const next = await this.store.read.findOne(TaskRow, {
        where: { site, owner: IsNull(), nextrun: LessThanOrEqual(now) },
        order: { nextrun: 'ASC', timecreated: 'ASC' },
      });
      if (!next) return null;
      const owner = ownIdentity();
      const { backupid } = next;
      const attempts = next.attempts + 1;
      const taken = await this.store.write((manager) =>
        manager.update(TaskRow, { backupid, owner: IsNull() }, { owner, heartbeat: now, attempts }),
      );
      if (taken.affected !== 1) continue;
      const backup = await this.store.read.findOneBy(BackupRow, { backupid });
      if (backup) return { backup, attempts, owner };
      await this.store.write((manager) => manager.delete(TaskRow, { backupid }));
    }
  }

  /** Says that the owner lives. Rejects with ClaimLost where the task is no longer ours. */
  async heartbeat({ backup: { backupid }, owner }: ClaimedTask, now: number): Promise<void> {
    const kept = await this.store.write((manager) => manager.update(TaskRow, { backupid, owner }, { heartbeat: now }));
    if (kept.affected !== 1) throw new ClaimLost(backupid);
  }

  /** Runs `record` in a transaction in which the task is certainly ours. Rejects with ClaimLost. */
  async whileClaimed(
    { backup: { backupid }, owner }: ClaimedTask,
    now: number,
    record: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    await this.store.write(async (manager) => {
      const kept = await manager.update(TaskRow, { backupid, owner }, { heartbeat: now });
      if (kept.affected !== 1) throw new ClaimLost(backupid);
      await record(manager);
    });
  }

  /** Ends a task from outside, whoever works on it: its owner loses the claim. `record` writes the outcome in the same
   *  transaction. Resolves with false, and nothing is written, where there is no task, or its file is just being put in its
   *  place. */
  cancel(backupid: string, record: (manager: EntityManager) => Promise<void>): Promise<boolean> {
    return this.store.write(async (manager) => {
      const backup = await manager.findOneBy(BackupRow, { backupid });
      const task = await manager.findOneBy(TaskRow, { backupid });
      const isFinishing = task?.owner !== null && backup?.storagekey !== null;
      if (!task || !backup || isFinishing) return false;
      const removed = await manager.delete(TaskRow, { backupid, owner: task.owner ?? IsNull() });
      if (removed.affected !== 1) return false;
      await record(manager);
      return true;
    });
  }

  /** Ends a task: `record` writes its outcome in the same transaction. Rejects with ClaimLost, and nothing is written, where
   *  the task is no longer ours. */
  async settle(
    { backup: { backupid }, owner }: ClaimedTask,
    record: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    await this.store.write(async (manager) => {
      const removed = await manager.delete(TaskRow, { backupid, owner });
      if (removed.affected !== 1) throw new ClaimLost(backupid);
      await record(manager);
    });
  }

  /** Gives a task back, to run again at `nextrun` (unix milliseconds). `attempts` is what counts from now on. */
  async giveBack(
    { backup: { backupid }, owner }: ClaimedTask,
    again: { readonly nextrun: number; readonly attempts: number },
    record: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    await this.store.write(async (manager) => {
      const freed = await manager.update(TaskRow, { backupid, owner }, { owner: null, heartbeat: null, ...again });
      if (freed.affected !== 1) throw new ClaimLost(backupid);
      await record(manager);
    });
  }

  /** Frees the claims of owners that are gone, or on another machine and silent. Resolves with the ids of the backups. */
  async freeAbandoned(now: number): Promise<string[]> {
    const claimed = await this.store.read.findBy(TaskRow, { owner: Not(IsNull()) });
    const freed: string[] = [];
    for (const { backupid, owner, heartbeat } of claimed) {
      if (owner === null || owner === ownIdentity()) continue;
      if (!isGone(owner) && now - (heartbeat ?? 0) < silenceMs) continue;
      const isFree = await this.store.write(async (manager) => {
        const change = await manager.update(
          TaskRow,
          { backupid, owner, heartbeat: heartbeat ?? IsNull() },
          { owner: null, heartbeat: null, nextrun: now },
        );
        if (change.affected !== 1) return false;
        await this.records.waitsAgain(manager, backupid, null);
        return true;
      });
      if (isFree) freed.push(backupid);
    }
    return freed;
  }

  /** The ids of the backups that some process works on. */
  async claimed(): Promise<Set<string>> {
    const rows = await this.store.read.findBy(TaskRow, { owner: Not(IsNull()) });
    return new Set(rows.map(({ backupid }) => backupid));
  }
}
