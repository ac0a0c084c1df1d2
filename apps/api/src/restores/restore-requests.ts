import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { OptionsInput } from '@coursekeep/backup-engine/model';
import { courseLook, enterCategory, RestoreError } from '@coursekeep/course-restore';
import { BackupRecords } from '../backups/backup-records';
import { BackupRequests } from '../backups/backup-requests';
import { CourseAccess } from '../backups/course-access';
import type { Settings } from '../config/settings';
import { SiteHolder } from '../site/site-holder';
import type { RestoreRow } from '../store/restore.entity';
import { SETTINGS } from '../tokens';
import { RestoreEngine } from './restore-engine';
import { RestoreRecords } from './restore-records';

/** Where a restored course goes and what it is called; names that are not given are made from the backup. */
export interface NewCourse {
  readonly categoryid: number;
  readonly fullname?: string | undefined;
  readonly shortname?: string | undefined;
  readonly visible: boolean;
}

/** How a restore stands, for callers. */
export interface RestoreView {
  readonly restoreid: string;
  readonly backupid: string;
  readonly status: number;
  readonly progress: number;
  /** waiting, backup (of a duplicate), checking, copying, restoring, counting, done. */
  readonly phase: string;
  /** The new course; of a failed restore the half-made one. 0 while there is none. */
  readonly courseid: number;
  readonly courseurl: string;
  readonly warnings: readonly string[];
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** What users ask of restores, under the site's rules: each rule is here once, whatever door the request came by. */
@Injectable()
export class RestoreRequests {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(BackupRequests) private readonly backups: BackupRequests,
    @Inject(BackupRecords) private readonly backupRecords: BackupRecords,
    @Inject(CourseAccess) private readonly courses: CourseAccess,
    @Inject(RestoreEngine) private readonly engine: RestoreEngine,
    @Inject(RestoreRecords) private readonly records: RestoreRecords,
  ) {}

  /** The context of a category into which the user may restore courses. Rejects with RestoreError. */
  async category(userid: number, categoryid: number) {
    return enterCategory(await this.site.get(), userid, categoryid);
  }

  /** Asks for a restore of a backup into a new course. Who asks must be able to download the backup, and to restore into the
   *  category; what is in the backup is held against her rights again before anything is done. Rejects with a Refusal or a
   *  RestoreError. */
  async restore(userid: number, backupid: string, course: NewCourse): Promise<string> {
    await this.check(userid, course);
    const backup = await this.backups.find(userid, backupid);
    await this.courses.enterWith(userid, backup.courseid, DOWNLOAD);
    return this.store('restore', userid, backupid, course);
  }

  /** Asks for a copy of a course: a backup and its restore as one task. Rejects as `restore` and as a backup does. */
  async duplicate(userid: number, courseid: number, options: OptionsInput, course: NewCourse): Promise<string> {
    await this.check(userid, course);
    await this.courses.enterWith(userid, courseid, DOWNLOAD);
    return this.store('duplicate', userid, await this.backups.start(userid, courseid, options), course);
  }

  /** A restore, for who asked for it. To anybody else it is as one that is not there. */
  async find(userid: number, restoreid: string): Promise<RestoreView> {
    const row = await this.records.find(await this.site.key(), restoreid);
    if (!row || row.userid !== userid) throw new RestoreError('restore-unknown', 'There is no restore with this id.');
    return this.view(row);
  }

  private async check(userid: number, { categoryid, fullname, shortname, visible }: NewCourse): Promise<void> {
    const site = await this.site.get();
    this.engine.command(site);
    await enterCategory(site, userid, categoryid);
    courseLook({ fullname: 'Course', shortname: 'course' }, { fullname, shortname, visible }, new Date());
    const most = this.settings.mostWaitingOfUser;
    if (most > 0 && (await this.records.openOf(await this.site.key(), userid)) >= most)
      throw new RestoreError(
        'too-many-waiting',
        `You have ${most} restores that wait or run. Wait for one of them to end.`,
      );
  }

  private async store(kind: RestoreRow['kind'], userid: number, backupid: string, course: NewCourse): Promise<string> {
    const restoreid = randomBytes(16).toString('hex');
    const { categoryid, fullname = null, shortname = null, visible } = course;
    const names = { fullname, shortname, visible: visible ? 1 : 0 };
    const site = await this.site.key();
    await this.records.create({ restoreid, site, userid, backupid, kind, categoryid, ...names }, Date.now());
    return restoreid;
  }

  private async view(row: RestoreRow): Promise<RestoreView> {
    const { restoreid, backupid, status, warnings, error, newcourseid } = row;
    const { wwwroot } = (await this.site.get()).config;
    const backup = row.phase === 'waiting' ? await this.backupRecords.find(row.site, backupid) : null;
    const waitsForBackup = backup !== null && backup.status < 1000;
    // A backup takes half of the way where it is a part of it.
    const before = row.kind === 'duplicate' ? 0.5 : 0;
    return {
      restoreid,
      backupid,
      status,
      phase: waitsForBackup ? 'backup' : row.phase,
      progress: waitsForBackup ? before * backup.progress : before + (1 - before) * row.progress,
      courseid: newcourseid ?? 0,
      courseurl: newcourseid ? `${wwwroot}/course/view.php?id=${newcourseid}` : '',
      warnings,
      error: error && { code: error.code, message: error.message },
    };
  }
}

const DOWNLOAD = 'moodle/backup:downloadfile';
