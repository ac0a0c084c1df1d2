import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, LessThanOrEqual, MoreThan, Not } from 'typeorm';
import { BackupRow, type Remark } from '../store/backup.entity';
import { Store } from '../store/store';
import { TaskRow } from '../store/task.entity';
import { BackupRecords } from '../backups/backup-records';
import { isGone, ownIdentity, silenceMs } from './process-identity';
import { LONGEST_WAIT_MS } from './retry-policy';

/** By so much clocks may differ. */
const toleranceMs = 60_000;

/** After so many sudden ends of the service in a row a backup is not begun again: it may be what ends it. */
const MOST_SERVICE_DEATHS = 5;

/** A task that this process has claimed, with the backup that it makes. */
export interface ClaimedTask {
  readonly backup: BackupRow;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
  /** How often in a row whatever worked on it was ended by the system. */
  readonly deaths: number;
  readonly owner: string;
}

/** The claim is no longer ours: another process took over what this one seemed to have left. */
export class ClaimLost extends Error {}

/** The tasks in the store. A claim is exclusive among all processes that share the store, and lasts until it is settled,
 *  given back, or its owner is found gone. */
@Injectable()
export class TaskQueue {
  /** The newest sign of life of each claim, and when it was first seen. */
  private readonly beats = new Map<string, { readonly beat: string; readonly since: number }>();

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(BackupRecords) private readonly records: BackupRecords,
  ) {}

  /** Claims the task whose turn it is, null where none is due. */
  async claim(site: string, now: number): Promise<ClaimedTask | null> {
    for (;;) {
      const next = await this.store.read.findOne(TaskRow, {
        where: [
          { site, owner: IsNull(), nextrun: LessThanOrEqual(now) },
          // Nothing is put off for so long: the clock was set back.
          { site, owner: IsNull(), nextrun: MoreThan(now + LONGEST_WAIT_MS + toleranceMs) },
        ],
        order: { priority: 'ASC', round: 'ASC', sequence: 'ASC', backupid: 'ASC' },
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
      if (backup) return { backup, attempts, deaths: next.deaths, owner };
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

  /** Takes back a backup that was asked for and that nobody has begun, in somebody else's transaction: it never was. Resolves
   *  with false where there is no such. */
  async withdraw(manager: EntityManager, backupid: string): Promise<boolean> {
    const removed = await manager.delete(TaskRow, { backupid, owner: IsNull(), attempts: 0 });
    if (removed.affected !== 1) return false;
    await manager.delete(BackupRow, { backupid });
    return true;
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

  /** Gives a task back, to run again at `nextrun` (unix milliseconds; 0: at once). `attempts` and `deaths` are what counts from
   *  now on. */
  async giveBack(
    { backup: { backupid }, owner }: ClaimedTask,
    again: { readonly nextrun: number; readonly attempts: number; readonly deaths: number },
    record: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    await this.store.write(async (manager) => {
      const freed = await manager.update(TaskRow, { backupid, owner }, { owner: null, heartbeat: null, ...again });
      if (freed.affected !== 1) throw new ClaimLost(backupid);
      await record(manager);
    });
  }

  /** Frees the claims of owners that are gone, or silent on another machine, and those of this process of which it knows
   *  nothing (`working`: what it works on). One whose owner was ended too often is given up. `elapsed`: milliseconds of a clock
   *  that nobody sets. Resolves with the ids of the backups that are made again. */
  async freeAbandoned(now: number, elapsed: number, working: ReadonlySet<string> = new Set()): Promise<string[]> {
    const claimed = await this.store.read.findBy(TaskRow, { owner: Not(IsNull()) });
    const freed: string[] = [];
    for (const task of claimed) {
      const { backupid, owner, heartbeat } = task;
      if (owner === null || (owner === ownIdentity() && working.has(backupid))) continue;
      const hasDied = isGone(owner);
      if (!hasDied && !this.isSilent(task, elapsed)) continue;
      const deaths = task.deaths + (hasDied ? 1 : 0);
      const isFree = await this.store.write(async (manager) => {
        const mine = { backupid, owner, heartbeat: heartbeat ?? IsNull() };
        if (deaths >= MOST_SERVICE_DEATHS) {
          if ((await manager.delete(TaskRow, mine)).affected !== 1) return false;
          await this.records.failed(manager, backupid, serviceDied(deaths), [], now);
          return false;
        }
        const change = await manager.update(TaskRow, mine, { owner: null, heartbeat: null, nextrun: 0, deaths });
        if (change.affected !== 1) return false;
        await this.records.waitsAgain(manager, backupid, null);
        return true;
      });
      if (isFree) freed.push(backupid);
    }
    for (const id of this.beats.keys()) if (!claimed.some(({ backupid }) => backupid === id)) this.beats.delete(id);
    return freed;
  }

  /** Has the claim not been renewed for a while, as this process has seen it? The clocks of two machines may differ. */
  private isSilent({ backupid, owner, heartbeat }: TaskRow, elapsed: number): boolean {
    const beat = `${owner} ${heartbeat}`;
    const seen = this.beats.get(backupid);
    if (seen?.beat === beat) return elapsed - seen.since >= silenceMs;
    this.beats.set(backupid, { beat, since: elapsed });
    return false;
  }

  /** The ids of the backups that some process works on. */
  async claimed(): Promise<Set<string>> {
    const rows = await this.store.read.findBy(TaskRow, { owner: Not(IsNull()) });
    return new Set(rows.map(({ backupid }) => backupid));
  }
}

function serviceDied(deaths: number): Remark {
  return {
    code: 'service-died',
    message:
      `The service, or the process that made the backup, was ended by the system ${deaths} times in a row while it made this ` +
      'backup, and it is not tried again. Most often the machine has too little memory.',
  };
}
