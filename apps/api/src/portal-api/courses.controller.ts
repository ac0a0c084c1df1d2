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
  Query,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import type { SiteUser } from '@coursekeep/moodle-site';
import { BackupFiles } from '../backups/backup-files';
import { hasFile } from '../backups/backup-records';
import { BackupRequests } from '../backups/backup-requests';
import { BackupViews } from '../backups/backup-view';
import { CourseAccess } from '../backups/course-access';
import { idempotencyKey } from '../integrations/idempotency-keys';
import type { BackupRow } from '../store/backup.entity';
import { sendFile } from '../webservice/send-file';
import { ApiError } from './api-error';
import { CourseLists } from './course-lists';
import { courseQueryOf } from './course-query';
import { CourseViews, courseView, newer } from './course-views';
import { newBackup } from './schemas';
import { CurrentUser, SessionGuard } from './session-guard';

/** The courses that the caller may back up, and their backups: `/api/v1/courses`. */
@Controller('api/v1/courses')
@UseGuards(SessionGuard)
export class CoursesController {
  constructor(
    @Inject(CourseLists) private readonly lists: CourseLists,
    @Inject(CourseViews) private readonly courseViews: CourseViews,
    @Inject(CourseAccess) private readonly courses: CourseAccess,
    @Inject(BackupRequests) private readonly requests: BackupRequests,
    @Inject(BackupViews) private readonly views: BackupViews,
    @Inject(BackupFiles) private readonly files: BackupFiles,
  ) {}

  @Get()
  async list(@CurrentUser() user: SiteUser, @Query() query: unknown) {
    const { courses, ...page } = await this.lists.page(user.id, courseQueryOf(query));
    return { courses: await this.courseViews.of(courses), ...page };
  }

  @Get(':id')
  async show(@CurrentUser() user: SiteUser, @Param('id', ParseIntPipe) id: number) {
    const { course, context } = await this.courses.enterWith(user.id, id, 'moodle/backup:backupcourse');
    const { ours, moodles } = await this.requests.ofCourse(user.id, id);
    const [views, theirs] = await Promise.all([
      this.views.of(ours),
      this.views.ofMoodle(moodles.slice(0, 1).map((backup) => [id, backup])),
    ]);
    const first = (fits: (row: BackupRow) => boolean) => views[ours.findIndex(fits)] ?? null;
    const standing = {
      latest: first(({ status }) => status >= 900),
      good: newer(first(hasFile), theirs[0] ?? null),
      running: first(({ status }) => status < 900),
    };
    return {
      course: { ...courseView(course, standing), contextid: context.id },
      may: {
        userinfo: await this.courses.may(user.id, 'moodle/backup:userinfo', context),
        configure: await this.courses.may(user.id, 'moodle/backup:configure', context),
      },
    };
  }

  @Get(':id/backups')
  async backups(@CurrentUser() user: SiteUser, @Param('id', ParseIntPipe) id: number) {
    const { ours, moodles } = await this.requests.ofCourse(user.id, id);
    const views = [
      ...(await this.views.of(ours)),
      ...(await this.views.ofMoodle(moodles.map((backup) => [id, backup]))),
    ];
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
    if (!given.success) throw new ApiError('bad-request', 'Send {"options": {…}} as JSON.');
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
