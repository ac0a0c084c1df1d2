import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { RunUnknown } from '../schedules/refusals';
import { RunRecords } from '../schedules/run-records';
import { ScheduleViews } from '../schedules/schedule-views';
import { SiteHolder } from '../site/site-holder';
import { AdminGuard } from './admin-guard';
import { checkedQuery } from './checked-query';
import { resultQuery } from './schedule-schemas';
import { SessionGuard } from './session-guard';

/** The report of a run, for administrators of the site: `/api/v1/schedule-runs/:runid`. */
@Controller('api/v1/schedule-runs')
@UseGuards(SessionGuard, AdminGuard)
export class ScheduleRunsController {
  constructor(
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(ScheduleViews) private readonly views: ScheduleViews,
    @Inject(RunRecords) private readonly runs: RunRecords,
  ) {}

  @Get(':runid')
  async show(@Param('runid') runid: string, @Query() query: unknown) {
    const { state, after, limit } = checkedQuery(resultQuery, query);
    const row = await this.runs.find(await this.site.key(), runid);
    if (!row) throw new RunUnknown();
    const [run] = await this.views.ofRuns([row]);
    const results = await this.runs.results(runid, after, limit, state);
    return { run, results: results.map((result) => this.views.result(result)) };
  }
}
