import { Inject, Injectable } from '@nestjs/common';
import type { Schedule } from '@coursekeep/schedules';
import { SiteClock } from '../site/site-clock';
import { SiteHolder } from '../site/site-holder';
import type { Deed, ScheduleRow } from '../store/schedule.entity';
import type { ScheduleResultRow, ResultState } from '../store/schedule-result.entity';
import type { ScheduleRunRow } from '../store/schedule-run.entity';
import { RunRecords } from './run-records';

export const RESULT_STATES = ['queued', 'asked', 'ok', 'warnings', 'failed', 'unfinished', 'skipped'] as const;

/** A schedule for administrators. Times are unix seconds. */
export interface ScheduleView {
  readonly name: string;
  readonly origin: 'file' | 'api';
  readonly definition: Schedule;
  readonly zone: string;
  readonly paused: { readonly who: string; readonly time: number } | null;
  readonly nextdue: number | null;
  readonly running: RunView | null;
  readonly last: RunView | null;
}

/** A run for administrators. Times are unix seconds. */
export interface RunView {
  readonly runid: string;
  readonly schedule: string;
  readonly number: number;
  readonly status: ScheduleRunRow['status'];
  /** Empty where it was due. */
  readonly who: string;
  readonly takesall: boolean;
  readonly timestarted: number;
  readonly windowend: number | null;
  readonly stoppedby: string | null;
  readonly timefinished: number | null;
  readonly counts: Record<ResultState, number>;
}

/** What a run did with a course. */
export interface ResultView {
  readonly courseid: number;
  readonly position: number;
  readonly state: ResultState;
  readonly code: string | null;
  readonly message: string | null;
  readonly backupid: string | null;
  readonly timechanged: number;
}

/** Makes what administrators see of schedules. */
@Injectable()
export class ScheduleViews {
  constructor(
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(SiteClock) private readonly clock: SiteClock,
    @Inject(RunRecords) private readonly runs: RunRecords,
  ) {}

  async schedule(row: ScheduleRow): Promise<ScheduleView> {
    const views = await this.ofRuns(await this.runs.ofSchedule(row.site, row.name, 2));
    return {
      name: row.name,
      origin: row.origin,
      definition: row.definition,
      zone: await this.clock.zoneOf(row.definition),
      paused: row.paused && { who: await this.name(row.paused), time: seconds(row.paused.time) },
      nextdue: isOn(row) && row.nextdue !== null ? seconds(row.nextdue) : null,
      running: views.find(({ status }) => status === 'running') ?? null,
      last: views.find(({ status }) => status !== 'running') ?? null,
    };
  }

  async ofRuns(rows: readonly ScheduleRunRow[]): Promise<RunView[]> {
    const counts = await this.runs.counts(rows.map(({ runid }) => runid));
    return Promise.all(
      rows.map(async (row) => ({
        runid: row.runid,
        schedule: row.schedule,
        number: row.number,
        status: row.status,
        who: row.userid === 0 ? '' : await this.name(row),
        takesall: row.takesall,
        timestarted: seconds(row.timestarted),
        windowend: row.windowend === null ? null : seconds(row.windowend),
        stoppedby: row.stopped && (await this.name(row.stopped)),
        timefinished: row.timefinished === null ? null : seconds(row.timefinished),
        counts: { ...noCounts, ...counts.get(row.runid) },
      })),
    );
  }

  result({ courseid, position, state, code, message, backupid, timechanged }: ScheduleResultRow): ResultView {
    return { courseid, position, state, code, message, backupid, timechanged: seconds(timechanged) };
  }

  private async name({ userid }: Pick<Deed, 'userid'>): Promise<string> {
    const user = await (await this.site.get()).access.userById(userid);
    return user ? `${user.firstname} ${user.lastname}` : '';
  }
}

const noCounts = Object.fromEntries(RESULT_STATES.map((state) => [state, 0])) as Record<ResultState, number>;

function isOn({ definition, paused }: ScheduleRow): boolean {
  return definition.enabled && paused === null;
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
