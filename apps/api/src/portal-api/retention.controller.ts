import { Controller, Get, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import type { SiteUser } from '@coursekeep/moodle-site';
import { RetentionPlans } from '../retention/retention-plans';
import { ScheduleRecords } from '../schedules/schedule-records';
import { SiteHolder } from '../site/site-holder';
import { AdminGuard } from './admin-guard';
import { checkedQuery } from './checked-query';
import { judgedQuery } from './retention-schemas';
import { CurrentUser, SessionGuard } from './session-guard';

/** What the rules of a schedule keep and remove: `/api/v1/schedules/:name/retention`. */
@Controller('api/v1/schedules/:name/retention')
@UseGuards(SessionGuard, AdminGuard)
export class RetentionController {
  constructor(
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(ScheduleRecords) private readonly schedules: ScheduleRecords,
    @Inject(RetentionPlans) private readonly plans: RetentionPlans,
  ) {}

  @Get()
  async preview(@Param('name') name: string, @Query() query: unknown) {
    const { after, limit } = checkedQuery(judgedQuery, query);
    const courses = await this.plans.of(await this.schedules.get(await this.site.key(), name), Date.now());
    const going = courses.flatMap(({ backups }) => backups.filter(({ stays }) => !stays));
    const page = courses.filter(({ courseid }) => courseid > after).slice(0, limit);
    return {
      removes: going.length,
      bytes: going.reduce((sum, { backup }) => sum + (backup.filesize ?? 0), 0),
      courses: page.map(({ courseid, isGone, backups }) => ({
        courseid,
        gone: isGone,
        backups: backups.map(({ backup, stays, why }) => ({
          backupid: backup.backupid,
          timefinished: backup.timefinished === null ? null : Math.floor(backup.timefinished / 1000),
          filename: backup.filename,
          filesize: backup.filesize,
          users: backup.options.users === 1,
          stays,
          why,
        })),
      })),
    };
  }

  @Post()
  @HttpCode(200)
  async apply(@CurrentUser() { id }: SiteUser, @Param('name') name: string) {
    const row = await this.schedules.get(await this.site.key(), name);
    return { removed: await this.plans.apply(row, id, Date.now()) };
  }
}
