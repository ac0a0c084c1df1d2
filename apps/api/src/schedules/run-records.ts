import { Inject, Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan, type EntityManager } from 'typeorm';
import { BackupRecords, hasFile, type NewBackup } from '../backups/backup-records';
import { BackupRow } from '../store/backup.entity';
import { type Deed, ScheduleRow } from '../store/schedule.entity';
import { ScheduleCourseRow } from '../store/schedule-course.entity';
import { ScheduleResultRow, type ResultState } from '../store/schedule-result.entity';
import { ScheduleRunRow } from '../store/schedule-run.entity';
import { Store } from '../store/store';
import { TaskQueue } from '../tasks/task-queue';

/** So many rows are written by one statement. */
const BATCH = 500;

/** How a course's turn came out. */
export interface Outcome {
  readonly state: ResultState;
  readonly code?: string;
  readonly message?: string;
}

/** The runs in the store. Each step of a run is one transaction that first makes sure that nobody has taken it already: whatever
 *  ends the service, and however many services share the store, nothing is done twice. */
@Injectable()
export class RunRecords {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(BackupRecords) private readonly backups: BackupRecords,
    @Inject(TaskQueue) private readonly queue: TaskQueue,
  ) {}

  /** Begins a run, in which all `results` are queued or skipped, and moves the schedule on to `nextdue`. Resolves with false
   *  where another run goes on, or the schedule is not as `row` says any more. */
  begin(
    row: ScheduleRow,
    run: Omit<ScheduleRunRow, 'number'>,
    results: readonly Omit<ScheduleResultRow, 'runid' | 'timechanged'>[],
    nextdue: number | null,
  ): Promise<boolean> {
    return this.store.write(async (manager) => {
      const { site, name, timechanged } = row;
      const number = row.runs + 1;
      const goesOn = run.status === 'running';
      const claimed = await manager.update(
        ScheduleRow,
        { site, name, timechanged, activerun: IsNull(), runs: row.runs, nextdue: row.nextdue ?? IsNull() },
        { runs: number, nextdue, activerun: goesOn ? run.runid : null },
      );
      if (claimed.affected !== 1) return false;
      await manager.insert(ScheduleRunRow, { ...run, number });
      for (let at = 0; at < results.length; at += BATCH) {
        const some = results.slice(at, at + BATCH);
        await manager.insert(
          ScheduleResultRow,
          some.map((result) => ({ ...result, runid: run.runid, timechanged: run.timestarted })),
        );
      }
      return true;
    });
  }

  /** The runs of a site that go on. */
  running(site: string): Promise<ScheduleRunRow[]> {
    return this.store.read.find(ScheduleRunRow, { where: { site, status: 'running' }, order: { timestarted: 'ASC' } });
  }

  find(site: string, runid: string): Promise<ScheduleRunRow | null> {
    return this.store.read.findOneBy(ScheduleRunRow, { site, runid });
  }

  /** The newest runs of a schedule, newest first. */
  ofSchedule(site: string, schedule: string, count: number): Promise<ScheduleRunRow[]> {
    return this.store.read.find(ScheduleRunRow, { where: { site, schedule }, order: { number: 'DESC' }, take: count });
  }

  /** How many courses have come to each state, by run. */
  async counts(runids: readonly string[]): Promise<Map<string, Partial<Record<ResultState, number>>>> {
    const counts = new Map<string, Partial<Record<ResultState, number>>>(runids.map((runid) => [runid, {}]));
    if (runids.length === 0) return counts;
    const rows: { runid: string; state: ResultState; n: string | number }[] = await this.store.read
      .createQueryBuilder(ScheduleResultRow, 'r')
      .select('r.runid', 'runid')
      .addSelect('r.state', 'state')
      .addSelect('COUNT(*)', 'n')
      .where('r.runid IN (:...runids)', { runids })
      .groupBy('r.runid')
      .addGroupBy('r.state')
      .getRawMany();
    for (const { runid, state, n } of rows) counts.set(runid, { ...counts.get(runid), [state]: Number(n) });
    return counts;
  }

  /** Results of a run by their turns, from after the position `after`. */
  results(runid: string, after: number, count: number, state?: ResultState): Promise<ScheduleResultRow[]> {
    return this.store.read.find(ScheduleResultRow, {
      where: { runid, position: MoreThan(after), ...(state && { state }) },
      order: { position: 'ASC' },
      take: count,
    });
  }

  /** Those that a run has asked a backup for and not heard of, each with the backup; null where it is gone. */
  async asked(runid: string): Promise<{ result: ScheduleResultRow; backup: BackupRow | null }[]> {
    const results = await this.store.read.find(ScheduleResultRow, {
      where: { runid, state: 'asked' },
      order: { position: 'ASC' },
    });
    const ids = results.flatMap(({ backupid }) => backupid ?? []);
    const backups = new Map((await this.backups.findAnywhere(ids)).map((backup) => [backup.backupid, backup]));
    return results.map((result) => ({ result, backup: backups.get(result.backupid ?? '') ?? null }));
  }

  /** Asks for the backup of a course whose turn it is. Resolves with false where somebody was quicker. */
  ask({ runid, courseid }: ScheduleResultRow, backup: NewBackup, now: number): Promise<boolean> {
    return this.store.write(async (manager) => {
      const turn = { state: 'asked' as const, backupid: backup.backupid, timechanged: now };
      const taken = await manager.update(ScheduleResultRow, { runid, courseid, state: 'queued' }, turn);
      if (taken.affected !== 1) return false;
      await this.backups.add(manager, backup, now);
      return true;
    });
  }

  /** Writes down how a course's turn came out, and remembers it for the next runs. */
  async settle(run: ScheduleRunRow, result: ScheduleResultRow, outcome: Outcome, now: number): Promise<void> {
    const { runid, courseid, state, backupid, fingerprint } = result;
    await this.store.write(async (manager) => {
      const ended = await manager.update(
        ScheduleResultRow,
        { runid, courseid, state },
        { ...outcome, timechanged: now },
      );
      if (ended.affected !== 1) return;
      if (outcome.state === 'unfinished') return;
      const isGood = outcome.state === 'ok' || outcome.state === 'warnings';
      await this.remember(manager, run, courseid, { lastturn: now, ...(isGood && { backupid, fingerprint }) });
    });
  }

  /** Takes back a backup that nobody has begun: its course has had no turn. Resolves with false where it has begun. */
  withdraw({ runid, courseid, backupid }: ScheduleResultRow, outcome: Outcome, now: number): Promise<boolean> {
    return this.store.write(async (manager) => {
      if (!(await this.queue.withdraw(manager, backupid ?? ''))) return false;
      const back = { ...outcome, backupid: null, timechanged: now };
      await manager.update(ScheduleResultRow, { runid, courseid, state: 'asked' }, back);
      return true;
    });
  }

  /** Whatever still waits for its turn gets none. */
  async endQueue(runid: string, outcome: Outcome, now: number): Promise<void> {
    await this.store.write((manager) =>
      manager.update(ScheduleResultRow, { runid, state: 'queued' }, { ...outcome, timechanged: now }),
    );
  }

  /** Asks a run to end. Resolves with false where it does not go on. */
  async stop(runid: string, stopped: Deed): Promise<boolean> {
    const change = await this.store.write((manager) =>
      manager.update(ScheduleRunRow, { runid, status: 'running' }, { stopped }),
    );
    return change.affected === 1;
  }

  /** Ends a run of which nothing waits or runs any more. */
  async finish({ runid, site, schedule, stopped }: ScheduleRunRow, now: number): Promise<boolean> {
    return this.store.write(async (manager) => {
      const left = await manager.countBy(ScheduleResultRow, { runid, state: In(['queued', 'asked']) });
      if (left > 0) return false;
      const status = stopped === null ? 'done' : 'stopped';
      const ended = await manager.update(ScheduleRunRow, { runid, status: 'running' }, { status, timefinished: now });
      await manager.update(ScheduleRow, { site, name: schedule, activerun: runid }, { activerun: null });
      return ended.affected === 1;
    });
  }

  /** What a schedule remembers of courses, and for each whether its last good backup is still there. */
  async remembered(site: string, schedule: string): Promise<Map<number, ScheduleCourseRow & { isThere: boolean }>> {
    const rows = await this.store.read.findBy(ScheduleCourseRow, { site, schedule });
    const there = new Set<string>();
    for (let at = 0; at < rows.length; at += BATCH) {
      const ids = rows.slice(at, at + BATCH).flatMap(({ backupid }) => backupid ?? []);
      for (const backup of await this.backups.findAnywhere(ids)) if (hasFile(backup)) there.add(backup.backupid);
    }
    return new Map(rows.map((row) => [row.courseid, { ...row, isThere: there.has(row.backupid ?? '') }]));
  }

  private async remember(
    manager: EntityManager,
    { site, schedule }: ScheduleRunRow,
    courseid: number,
    what: Partial<ScheduleCourseRow> & { lastturn: number },
  ): Promise<void> {
    const key = { site, schedule, courseid };
    const known = await manager.update(ScheduleCourseRow, key, what);
    if (known.affected !== 1) await manager.insert(ScheduleCourseRow, { ...key, ...what });
  }
}
