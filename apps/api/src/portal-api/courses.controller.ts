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
import { BackupRecords, hasFile } from '../backups/backup-records';
import { BackupRequests } from '../backups/backup-requests';
import { type BackupView, BackupViews } from '../backups/backup-view';
import { CourseAccess } from '../backups/course-access';
import { MoodleBackups } from '../backups/moodle-backups';
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
    @Inject(MoodleBackups) private readonly moodleBackups: MoodleBackups,
  ) {}

  @Get()
  async list(@CurrentUser() user: SiteUser) {
    const { access } = await this.site.get();
    const site = await this.site.key();
    const [courses, latest, good, running, moodles] = await Promise.all([
      access.coursesWithCapability(user.id, 'moodle/backup:backupcourse'),
      this.records.newest(site, 'ended'),
      this.records.newest(site, 'good'),
      this.records.newest(site, 'unfinished'),
      this.moodleBackups.newest(),
    ]);
    const ids = new Set(courses.map(({ id }) => id));
    const ours = [latest, good, running].flatMap((rows) => [...rows.values()]).filter((row) => ids.has(row.courseid));
    const theirs = [...moodles].filter(([courseid]) => ids.has(courseid));
    const views = new Map((await this.views.of(ours)).map((view) => [view.backupid, view]));
    const moodleViews = new Map((await this.views.ofMoodle(theirs)).map((view) => [view.courseid, view]));
    return {
      courses: courses.map((course) => {
        const view = (rows: Map<number, BackupRow>) => views.get(rows.get(course.id)?.backupid ?? '') ?? null;
        return courseView(course, {
          latest: view(latest),
          good: newer(view(good), moodleViews.get(course.id) ?? null),
          running: view(running),
        });
      }),
    };
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

/** What a course's row shows of its backups. */
interface Standing {
  readonly latest: BackupView | null;
  readonly good: BackupView | null;
  readonly running: BackupView | null;
}

function courseView(course: CourseSummary, { latest, good, running }: Standing) {
  const { id, shortname, fullname, categoryName, visible } = course;
  return { id, shortname, fullname, category: categoryName, visible, latest, good, running };
}

function newer(one: BackupView | null, other: BackupView | null): BackupView | null {
  return (other?.timecreated ?? 0) > (one?.timecreated ?? 0) ? other : one;
}
