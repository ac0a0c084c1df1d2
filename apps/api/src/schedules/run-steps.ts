import { randomBytes } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { warningKind } from '@coursekeep/errors';
import { isUnmadeContext } from '@coursekeep/moodle-site';
import { RetentionPlans } from '../retention/retention-plans';
import { SiteHolder } from '../site/site-holder';
import type { BackupRow } from '../store/backup.entity';
import type { ScheduleRow } from '../store/schedule.entity';
import type { ScheduleResultRow } from '../store/schedule-result.entity';
import type { ScheduleRunRow } from '../store/schedule-run.entity';
import { TaskRunner } from '../tasks/task-runner';
import { type Outcome, RunRecords } from './run-records';
import { checkOptions } from './schedule-options';
import { ScheduleUser } from './schedule-user';

/** Takes a run one step on. Everything that it must know is in the store: it does not matter which process took the last step,
 *  or how that process ended. */
@Injectable()
export class RunSteps {
  private readonly log = new Logger(RunSteps.name);

  constructor(
    @Inject(RunRecords) private readonly runs: RunRecords,
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(ScheduleUser) private readonly user: ScheduleUser,
    @Inject(TaskRunner) private readonly tasks: TaskRunner,
    @Inject(RetentionPlans) private readonly retention: RetentionPlans,
  ) {}

  /** Hears of what was asked for, asks for more as far as the schedule allows, and ends the run where nothing is left.
   *  `schedule` is null where it was forgotten meanwhile. */
  async take(run: ScheduleRunRow, schedule: ScheduleRow | null, now: number): Promise<void> {
    let open = 0;
    const end = endOf(run, schedule, now);
    for (const { result, backup } of await this.runs.asked(run.runid)) {
      const outcome = outcomeOf(backup);
      if (outcome !== null) await this.runs.settle(run, result, outcome, now);
      else if (end === null || !(await this.runs.withdraw(result, end, now))) open++;
    }
    if (end !== null) await this.runs.endQueue(run.runid, end, now);
    else if (schedule && schedule.paused === null) open += await this.fill(run, schedule, open, now);
    if (open > 0 || !(await this.runs.finish(run, now))) return;
    const counts = Object.entries((await this.runs.counts([run.runid])).get(run.runid) ?? {});
    const text = counts.map(([state, count]) => `${count} ${state}`).join(', ');
    this.log.log(`Run ${run.number} of the schedule ${run.schedule} has ended: ${text || 'no courses'}`);
    if (schedule) await this.retention.apply(schedule, 0, now);
  }

  /** Asks for the backups of those whose turn it is. Resolves with the number of those that it waits for. */
  private async fill(run: ScheduleRunRow, schedule: ScheduleRow, open: number, now: number): Promise<number> {
    const free = schedule.definition.atOnce - open;
    if (free <= 0) return 0;
    const next = await this.runs.results(run.runid, -1, free, 'queued');
    if (next.length === 0) return 0;
    const { id: userid } = await this.user.get();
    let asked = 0;
    for (const result of next) if (await this.ask(run, schedule, result, userid, now)) asked++;
    if (asked > 0) this.tasks.wake();
    return asked;
  }

  private async ask(
    { site }: ScheduleRunRow,
    { name, definition }: ScheduleRow,
    result: ScheduleResultRow,
    userid: number,
    now: number,
  ): Promise<boolean> {
    const { access } = await this.site.get();
    const { courseid } = result;
    const context = await access.context(50, courseid);
    const backup = {
      backupid: randomBytes(16).toString('hex'),
      site,
      courseid,
      contextid: context && !isUnmadeContext(context.id) ? context.id : 0,
      userid,
      mode: 'automated' as const,
      format: definition.format,
      options: checkOptions(definition),
      settings: Object.keys(definition.settings).length > 0 ? definition.settings : null,
      schedule: name,
    };
    return this.runs.ask(result, backup, now);
  }
}

/** Why a run begins nothing more; null where it may go on. */
function endOf({ stopped, windowend }: ScheduleRunRow, schedule: ScheduleRow | null, now: number): Outcome | null {
  const unfinished = (code: string, message: string): Outcome => ({ state: 'unfinished', code, message });
  if (stopped !== null) return unfinished('stopped', 'Somebody stopped the run before it was the turn of this course.');
  if (schedule === null) return unfinished('schedule-gone', 'The schedule was taken away while it ran.');
  if (windowend === null || now < windowend) return null;
  return unfinished(
    'window-over',
    'The time in which backups may begin was over before it was the turn of this course.',
  );
}

/** What became of a backup; null while it waits or runs. */
function outcomeOf(backup: BackupRow | null): Outcome | null {
  if (backup === null) {
    return { state: 'failed', code: 'backup-unknown', message: 'The backup was taken away before it was made.' };
  }
  if (backup.status < 900) return null;
  if (backup.status === 1000) {
    const losses = backup.warnings.filter(({ kind, code }) => (kind ?? warningKind(code)) === 'loss');
    return { state: losses.length > 0 ? 'warnings' : 'ok' };
  }
  const { code = 'finished-with-errors', message = 'The backup failed.' } = backup.error ?? {};
  return { state: code === 'cancelled' ? 'unfinished' : 'failed', code, message };
}
