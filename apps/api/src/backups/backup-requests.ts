import { randomBytes } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { isUnmadeContext, type Context } from '@coursekeep/moodle-site';
import { OPTIONS, parseOptions, type OptionsInput } from '@coursekeep/backup-engine/model';
import { SiteHolder } from '../site/site-holder';
import type { BackupRow } from '../store/backup.entity';
import { StoredFiles } from '../tasks/stored-files';
import { TaskRunner } from '../tasks/task-runner';
import { BackupRecords, hasFile } from './backup-records';
import { CourseAccess } from './course-access';
import { type MoodleBackup, MoodleBackups } from './moodle-backups';
import {
  BackupNotRunning,
  BackupUnknown,
  CapabilityMissing,
  ContextUnknown,
  CourseClosed,
  CourseUnknown,
} from './refusals';

const backupCourse = 'moodle/backup:backupcourse';
const userInfo = 'moodle/backup:userinfo';
const configure = 'moodle/backup:configure';

/** Stands for a context that the site had not made when the backup was asked for. */
const NOT_MADE = 0;

/** What users ask of the service, under the site's rules. Each rule is here once, whatever door the request came by. */
@Injectable()
export class BackupRequests {
  private readonly log = new Logger(BackupRequests.name);

  constructor(
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(BackupRecords) private readonly records: BackupRecords,
    @Inject(CourseAccess) private readonly courses: CourseAccess,
    @Inject(MoodleBackups) private readonly moodleBackups: MoodleBackups,
    @Inject(TaskRunner) private readonly runner: TaskRunner,
    @Inject(StoredFiles) private readonly stored: StoredFiles,
  ) {}

  /** Asks for a backup of a course. The id it resolves with is stored, with the task, before anybody hears of it. The
   *  same `key` of the same user gives the same id. Rejects with a Refusal, or BadOption of the engine. */
  async start(userid: number, courseid: number, given: OptionsInput, key: string | null = null): Promise<string> {
    const { context } = await this.courses.enterWith(userid, courseid, backupCourse);
    const options = parseOptions(given);
    if (options.users === 1 && !(await this.courses.may(userid, userInfo, context))) {
      throw new CapabilityMissing(userInfo);
    }
    // Without it Moodle locks every setting at its default; a caller who asks for something else is told.
    const isChanged = OPTIONS.some(({ name, default: standard }) => (options[name] ?? standard) !== standard);
    if (isChanged && !(await this.courses.may(userid, configure, context))) throw new CapabilityMissing(configure);
    const site = await this.site.key();
    const backupid = await this.records.create(
      {
        backupid: randomBytes(16).toString('hex'),
        site,
        courseid,
        contextid: isUnmadeContext(context.id) ? NOT_MADE : context.id,
        userid,
        mode: 'async',
        format: 'tgz',
        options,
        settings: null,
      },
      Date.now(),
      key,
    );
    this.log.log({ backupid, courseid, userid }, 'backup asked for');
    this.runner.wake();
    return backupid;
  }

  /** One backup, for who started it and for who may back up its course. Rejects with BackupUnknown or CapabilityMissing. */
  async find(userid: number, backupid: string): Promise<BackupRow> {
    const backup = await this.records.find(await this.site.key(), backupid);
    if (!backup) throw new BackupUnknown(backupid);
    if (backup.userid === userid) return backup;
    try {
      await this.courses.enterWith(userid, backup.courseid, backupCourse);
      return backup;
    } catch (error) {
      if (error instanceof CourseUnknown || error instanceof CourseClosed) throw new CapabilityMissing(backupCourse);
      throw error;
    }
  }

  /** Cancels a backup, for who may see it: it ends with 900. Rejects with BackupUnknown, CapabilityMissing or
   *  BackupNotRunning. */
  async cancel(userid: number, backupid: string, by: string): Promise<void> {
    await this.find(userid, backupid);
    if (!(await this.runner.cancel(backupid, by))) throw new BackupNotRunning();
  }

  /** Lets in who may make backups in a context of a course or an activity, and gives it. Rejects with ContextUnknown or as the
   *  course does. */
  async enterContext(userid: number, contextid: number): Promise<Context> {
    const { access, database } = await this.site.get();
    const context = await access.contextById(contextid);
    if (!context) throw new ContextUnknown();
    let courseid = context.level === 50 ? context.instanceId : null;
    if (context.level === 70) {
      const parameters = [context.instanceId];
      const [row] = await database.all({ text: 'SELECT course FROM {course_modules} WHERE id = ?', parameters });
      courseid = row ? Number(row.course) : null;
    }
    if (courseid !== null) await this.courses.enter(userid, courseid);
    const capability = context.level === 70 ? 'moodle/backup:backupactivity' : backupCourse;
    if (!(await this.courses.may(userid, capability, context))) throw new CapabilityMissing(capability);
    return context;
  }

  /** How far any backup is: ours, or one that Moodle makes. Rejects with BackupUnknown. */
  async progress(backupid: string): Promise<{ status: number; progress: number; operation: string }> {
    const ours = await this.records.find(await this.site.key(), backupid);
    if (ours) return { status: ours.status, progress: ours.progress, operation: 'backup' };
    const { database } = await this.site.get();
    const [row] = await database.all({
      text: 'SELECT status, progress, operation FROM {backup_controllers} WHERE backupid = ?',
      parameters: [backupid],
    });
    if (!row) throw new BackupUnknown(backupid);
    return { status: Number(row.status), progress: Number(row.progress), operation: row.operation ?? 'backup' };
  }

  /** All backups of a course, newest first, for who may back it up: ours, whatever their status, and Moodle's own. */
  async ofCourse(
    userid: number,
    courseid: number,
  ): Promise<{ readonly contextid: number; readonly ours: BackupRow[]; readonly moodles: MoodleBackup[] }> {
    const { context } = await this.courses.enterWith(userid, courseid, backupCourse);
    const [ours, moodles] = await Promise.all([
      this.stored.lookAtAll(await this.records.ofCourse(await this.site.key(), courseid)),
      this.moodleBackups.ofContext(context.id),
    ]);
    const names = new Set(ours.filter(hasFile).map(({ filename }) => filename));
    // Under the same address a client gets ours: it is listed once.
    const distinct = moodles.filter(({ area, filename }) => area !== 'course' || !names.has(filename));
    return { contextid: context.id, ours, moodles: distinct };
  }
}
