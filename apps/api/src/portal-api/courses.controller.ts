import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  ParseIntPipe,
  Post,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import type { CourseSummary, SiteUser } from '@coursekeep/moodle-site';
import { BackupFiles } from '../backups/backup-files';
import { BackupRecords } from '../backups/backup-records';
import { BackupRequests } from '../backups/backup-requests';
import { type BackupView, BackupViews } from '../backups/backup-view';
import { CourseAccess } from '../backups/course-access';
import { idempotencyKey } from '../integrations/idempotency-keys';
import { SiteHolder } from '../site/site-holder';
import type { BackupRow } from '../store/backup.entity';
import { sendFile } from '../webservice/send-file';
import { ApiError } from './api-error';
import { newBackup } from './schemas';
import { CurrentUser, SessionGuard } from './session-guard';

/** The courses that the caller may back up, and their backups: `/api/v1/courses`. */
@Controller('api/v1/courses')
@UseGuards(SessionGuard)
export class CoursesController {
  constructor(
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(CourseAccess) private readonly courses: CourseAccess,
    @Inject(BackupRequests) private readonly requests: BackupRequests,
    @Inject(BackupRecords) private readonly records: BackupRecords,
    @Inject(BackupViews) private readonly views: BackupViews,
    @Inject(BackupFiles) private readonly files: BackupFiles,
  ) {}

  @Get()
  async list(@CurrentUser() user: SiteUser) {
    const { access } = await this.site.get();
    const site = await this.site.key();
    const [courses, latest, running] = await Promise.all([
      access.coursesWithCapability(user.id, 'moodle/backup:backupcourse'),
      this.records.newest(site, false),
      this.records.newest(site, true),
    ]);
    const ids = new Set(courses.map(({ id }) => id));
    const shown = [...latest.values(), ...running.values()].filter(({ courseid }) => ids.has(courseid));
    const views = new Map((await this.views.of(shown)).map((view) => [view.backupid, view]));
    const view = (row: BackupRow | undefined) => (row && views.get(row.backupid)) ?? null;
    return {
      courses: courses.map((course) => courseView(course, view(latest.get(course.id)), view(running.get(course.id)))),
    };
  }

  @Get(':id')
  async show(@CurrentUser() user: SiteUser, @Param('id', ParseIntPipe) id: number) {
    const { course, context } = await this.courses.enterWith(user.id, id, 'moodle/backup:backupcourse');
    const rows = await this.records.ofCourse(await this.site.key(), id);
    const latest = rows.find(({ status }) => status >= 900);
    const running = rows.find(({ status }) => status < 900);
    const views = await this.views.of([latest, running].flatMap((row) => row ?? []));
    const view = (row: BackupRow | undefined) => views.find(({ backupid }) => backupid === row?.backupid) ?? null;
    return {
      course: { ...courseView(course, view(latest), view(running)), contextid: context.id },
      may: {
        userinfo: await this.courses.may(user.id, 'moodle/backup:userinfo', context),
        configure: await this.courses.may(user.id, 'moodle/backup:configure', context),
      },
    };
  }

  @Get(':id/backups')
  async backups(@CurrentUser() user: SiteUser, @Param('id', ParseIntPipe) id: number) {
    const { ours, moodles } = await this.requests.ofCourse(user.id, id);
    const views = [...(await this.views.of(ours)), ...(await this.views.ofMoodle(id, moodles))];
    return { backups: views.sort((one, other) => other.timecreated - one.timecreated) };
  }

  @Post(':id/backups')
  @HttpCode(202)
  async start(
    @CurrentUser() user: SiteUser,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
    @Headers('idempotency-key') key: string | undefined,
  ) {
    const given = newBackup.safeParse(body);
    if (!given.success) throw new ApiError(400, 'badrequest', 'Send {"options": {…}} as JSON.');
    return { backupid: await this.requests.start(user.id, id, given.data.options, idempotencyKey(key)) };
  }

  @Get(':id/files/:area/:filename')
  async file(
    @CurrentUser() user: SiteUser,
    @Param('id', ParseIntPipe) id: number,
    @Param('area') area: string,
    @Param('filename') filename: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await sendFile(request, response, await this.files.ofCourse(user.id, id, area, filename), 'attachment');
  }
}

function courseView(course: CourseSummary, latest: BackupView | null, running: BackupView | null) {
  const { id, shortname, fullname, categoryName, visible } = course;
  return { id, shortname, fullname, category: categoryName, visible, latest, running };
}
