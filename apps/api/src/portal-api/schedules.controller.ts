import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import type { SiteUser } from '@coursekeep/moodle-site';
import { checkSchedule, nextDue, type Schedule, ScheduleInvalid } from '@coursekeep/schedules';
import { ScheduleNotRunning } from '../schedules/refusals';
import { RunPlans } from '../schedules/run-plans';
import { RunRecords } from '../schedules/run-records';
import { checkOptions } from '../schedules/schedule-options';
import { ScheduleRecords } from '../schedules/schedule-records';
import { ScheduleRunner } from '../schedules/schedule-runner';
import { ScheduleViews } from '../schedules/schedule-views';
import { SiteClock } from '../site/site-clock';
import { SiteHolder } from '../site/site-holder';
import { AdminGuard } from './admin-guard';
import { checkedQuery } from './checked-query';
import { runQuery } from './schedule-schemas';
import { CurrentUser, SessionGuard } from './session-guard';

/** Schedules, for administrators of the site: `/api/v1/schedules`. */
@Controller('api/v1/schedules')
@UseGuards(SessionGuard, AdminGuard)
export class SchedulesController {
  constructor(
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(SiteClock) private readonly clock: SiteClock,
    @Inject(ScheduleRecords) private readonly schedules: ScheduleRecords,
    @Inject(ScheduleRunner) private readonly runner: ScheduleRunner,
    @Inject(ScheduleViews) private readonly views: ScheduleViews,
    @Inject(RunRecords) private readonly runs: RunRecords,
    @Inject(RunPlans) private readonly plans: RunPlans,
  ) {}

  @Get()
  async list() {
    const rows = await this.schedules.all(await this.site.key());
    return { schedules: await Promise.all(rows.map((row) => this.views.schedule(row))) };
  }

  @Post()
  @HttpCode(201)
  async create(@Body() body: unknown) {
    const definition = checked(body);
    await this.schedules.create(await this.site.key(), definition, Date.now());
    return this.show(definition.name);
  }

  @Get(':name')
  async show(@Param('name') name: string) {
    return { schedule: await this.views.schedule(await this.row(name)) };
  }

  @Put(':name')
  async change(@Param('name') name: string, @Body() body: unknown) {
    const definition = checked(body);
    if (definition.name !== name) {
      throw new ScheduleInvalid('schedule-invalid', `name: must be "${name}"; a schedule keeps its name.`);
    }
    await this.schedules.change(await this.site.key(), name, definition, Date.now());
    return this.show(name);
  }

  @Delete(':name')
  @HttpCode(204)
  async remove(@Param('name') name: string): Promise<void> {
    await this.schedules.remove(await this.site.key(), name);
  }

  @Post(':name/run')
  @HttpCode(202)
  async run(@CurrentUser() user: SiteUser, @Param('name') name: string) {
    return { runid: await this.runner.runNow(name, user.id) };
  }

  @Post(':name/stop')
  @HttpCode(202)
  async stop(@CurrentUser() user: SiteUser, @Param('name') name: string) {
    const { activerun } = await this.row(name);
    const deed = { userid: user.id, time: Date.now() };
    if (activerun === null || !(await this.runs.stop(activerun, deed))) throw new ScheduleNotRunning(name);
    void this.runner.turn();
    return { runid: activerun };
  }

  @Post(':name/pause')
  @HttpCode(200)
  async pause(@CurrentUser() user: SiteUser, @Param('name') name: string) {
    await this.schedules.pause(await this.site.key(), name, { userid: user.id, time: Date.now() });
    return this.show(name);
  }

  @Post(':name/resume')
  @HttpCode(200)
  async resume(@Param('name') name: string) {
    await this.schedules.pause(await this.site.key(), name, null);
    return this.show(name);
  }

  @Get(':name/preview')
  async preview(@Param('name') name: string) {
    const row = await this.row(name);
    const plan = await this.plans.of(row, Date.now());
    const course = (courseid: number) => ({ courseid, shortname: plan.shortnames.get(courseid) ?? '' });
    return {
      takesall: plan.takesAll,
      chosen: plan.chosen.map(course),
      skipped: plan.skipped.map(({ id, why }) => ({ ...course(id), why })),
      dues: nextDues(row.definition, await this.clock.zoneOf(row.definition), Date.now(), 5),
    };
  }

  @Get(':name/runs')
  async runsOf(@Param('name') name: string, @Query() query: unknown) {
    const { limit } = checkedQuery(runQuery, query);
    return { runs: await this.views.ofRuns(await this.runs.ofSchedule(await this.site.key(), name, limit)) };
  }

  private async row(name: string) {
    return this.schedules.get(await this.site.key(), name);
  }
}

/** The definition that somebody sent, its options checked too. Throws ScheduleInvalid. */
function checked(body: unknown): Schedule {
  const definition = checkSchedule(body);
  checkOptions(definition);
  return definition;
}

function nextDues({ when }: Schedule, zone: string, after: number, count: number): number[] {
  const dues: number[] = [];
  for (let time = nextDue(when, zone, after); time !== null && dues.length < count; time = nextDue(when, zone, time)) {
    dues.push(Math.floor(time / 1000));
  }
  return dues;
}
