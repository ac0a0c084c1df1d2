import { randomBytes } from 'node:crypto';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { logText } from '@coursekeep/errors';
import { nextDue, type ScheduleFile, windowEnd } from '@coursekeep/schedules';
import type { Settings } from '../config/settings';
import { SiteClock } from '../site/site-clock';
import { SiteHolder } from '../site/site-holder';
import type { ScheduleRow } from '../store/schedule.entity';
import { SCHEDULE_FILE, SETTINGS } from '../tokens';
import { ScheduleRunning } from './refusals';
import { RunPlans } from './run-plans';
import { RunRecords } from './run-records';
import { RunSteps } from './run-steps';
import { ScheduleRecords } from './schedule-records';

/** Begins the runs that are due and takes those that go on further, again and again. */
@Injectable()
export class ScheduleRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(ScheduleRunner.name);
  private turning: Promise<void> | null = null;
  private hasEnded = false;
  private hasTakenFile = false;
  /** What went wrong the last time, by schedule: a site that is down for a night is said once. */
  private readonly troubles = new Map<string, string>();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(SCHEDULE_FILE) private readonly file: ScheduleFile,
    @Inject(SchedulerRegistry) private readonly registry: SchedulerRegistry,
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(SiteClock) private readonly clock: SiteClock,
    @Inject(ScheduleRecords) private readonly schedules: ScheduleRecords,
    @Inject(RunRecords) private readonly runs: RunRecords,
    @Inject(RunPlans) private readonly plans: RunPlans,
    @Inject(RunSteps) private readonly steps: RunSteps,
  ) {}

  onApplicationBootstrap(): void {
    this.registry.addInterval(
      'schedules',
      setInterval(() => void this.turn(), this.settings.taskPollMs),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.hasEnded = true;
    await this.turning;
  }

  /** Begins a run for somebody, whatever the hour; it ends with the schedule's window as any other. Resolves with its id.
   *  Rejects with ScheduleUnknown or ScheduleRunning. */
  async runNow(name: string, userid: number): Promise<string> {
    const site = await this.site.key();
    for (;;) {
      const row = await this.schedules.get(site, name);
      if (row.activerun !== null) throw new ScheduleRunning(name);
      const runid = await this.begin(row, userid, Date.now(), row.nextdue);
      // Else the schedule was changed between the two.
      if (runid === null) continue;
      void this.turn();
      return runid;
    }
  }

  /** One look at all schedules; those who ask at once share it. Never rejects. */
  turn(): Promise<void> {
    this.turning ??= this.look().finally(() => (this.turning = null));
    return this.turning;
  }

  private async look(): Promise<void> {
    await this.trying('', async () => {
      const site = await this.site.key();
      if (!this.hasTakenFile) await this.schedules.takeFile(site, this.file.schedules, Date.now());
      this.hasTakenFile = true;
      const schedules = await this.schedules.all(site);
      for (const row of schedules) {
        if (row.definition.enabled && row.paused === null) await this.trying(row.name, () => this.beginDue(row));
      }
      const running = await this.runs.running(site);
      if (running.length === 0) return;
      const now = new Map((await this.schedules.all(site)).map((row) => [row.name, row]));
      for (const run of running) {
        await this.trying(run.schedule, () => this.steps.take(run, now.get(run.schedule) ?? null, Date.now()));
      }
    });
  }

  private async trying(schedule: string, work: () => Promise<void>): Promise<void> {
    if (this.hasEnded) return;
    try {
      await work();
      this.troubles.delete(schedule);
    } catch (error) {
      const message = logText(error);
      const what = schedule === '' ? 'The schedules wait' : `The schedule ${schedule} waits`;
      if (message !== this.troubles.get(schedule)) this.log.warn(`${what}: ${message}`);
      this.troubles.set(schedule, message);
    }
  }

  private async beginDue(row: ScheduleRow): Promise<void> {
    const now = Date.now();
    const { when } = row.definition;
    const next = nextDue(when, await this.clock.zoneOf(row.definition), now);
    // A clock that was set back would else make it wait for as long.
    const due = row.nextdue === null || (next !== null && row.nextdue > next) ? next : row.nextdue;
    if (due === null || due > now) return this.schedules.dueAt(row, due);
    if (row.activerun !== null) {
      this.log.warn(`The schedule ${row.name} is due while its last run goes on: it is left out this time`);
      return this.schedules.dueAt(row, next);
    }
    await this.begin(row, 0, now, next, due);
  }

  /** Resolves with the run's id, null where another one goes on. `due`: when it should have begun. */
  private async begin(
    row: ScheduleRow,
    userid: number,
    now: number,
    nextdue: number | null,
    due = now,
  ): Promise<string | null> {
    if (row.activerun !== null) return null;
    const { definition, site, name } = row;
    const zone = await this.clock.zoneOf(definition);
    const windowend = windowEnd(definition.until, zone, due);
    const isMissed = windowend !== null && windowend <= now;
    const plan = isMissed ? null : await this.plans.of(row, now);
    const runid = randomBytes(16).toString('hex');
    const run = {
      runid,
      site,
      schedule: name,
      status: isMissed ? ('missed' as const) : ('running' as const),
      userid,
      takesall: plan?.takesAll ?? false,
      timestarted: now,
      windowend,
      stopped: null,
      timefinished: isMissed ? now : null,
    };
    const nothing = { code: null, message: null, backupid: null, fingerprint: null };
    const results = [
      ...(plan?.chosen ?? []).map((courseid) => ({
        ...nothing,
        courseid,
        state: 'queued' as const,
        fingerprint: plan?.fingerprints.get(courseid) ?? null,
      })),
      ...(plan?.skipped ?? []).map(({ id, why }) => ({
        ...nothing,
        courseid: id,
        state: 'skipped' as const,
        code: why,
      })),
    ].map((result, position) => ({ ...result, position }));
    if (!(await this.runs.begin(row, run, results, nextdue))) return null;
    const count = plan?.chosen.length ?? 0;
    this.log.log(
      isMissed
        ? `The schedule ${name} was due while the service was not there, and its window is over`
        : `The schedule ${name} begins its run ${row.runs + 1}: ${count} courses, ${plan?.skipped.length ?? 0} left out`,
    );
    return runid;
  }
}
