import { Inject, Injectable } from '@nestjs/common';
import type { CourseSummary } from '@coursekeep/moodle-site';
import { SiteHolder } from '../site/site-holder';
import type { BackupRow } from '../store/backup.entity';
import { BackupRecords } from './backup-records';
import { MoodleBackups, type MoodleBackup } from './moodle-backups';

/** How a course stands: the newest of its backups of each kind, and the newest that Moodle itself made. */
export interface CourseStanding {
  readonly latest: BackupRow | null;
  readonly good: BackupRow | null;
  readonly running: BackupRow | null;
  readonly moodle: MoodleBackup | null;
}

/** Tells how courses stand, in four queries however many they are. */
@Injectable()
export class CourseStandings {
  constructor(
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(BackupRecords) private readonly records: BackupRecords,
    @Inject(MoodleBackups) private readonly moodleBackups: MoodleBackups,
  ) {}

  async of(courses: readonly CourseSummary[]): Promise<(course: CourseSummary) => CourseStanding> {
    const site = await this.site.key();
    const ids = courses.map(({ id }) => id);
    const [latest, good, running, moodle] = await Promise.all([
      this.records.newest(site, 'ended', ids),
      this.records.newest(site, 'good', ids),
      this.records.newest(site, 'unfinished', ids),
      this.moodleBackups.newest(courses.map(({ contextId }) => contextId)),
    ]);
    return ({ id, contextId }) => ({
      latest: latest.get(id) ?? null,
      good: good.get(id) ?? null,
      running: running.get(id) ?? null,
      moodle: moodle.get(contextId) ?? null,
    });
  }
}

/** What is to be said of the newest backup that can be restored, ours or Moodle's; times in unix milliseconds. */
export interface GoodBackup {
  readonly timecreated: number;
  readonly timefinished: number;
  /** Bytes. */
  readonly filesize: number;
}

export function newestGood({ good, moodle }: CourseStanding): GoodBackup | null {
  const theirs = moodle && {
    timecreated: moodle.timecreated * 1000,
    timefinished: moodle.timecreated * 1000,
    filesize: moodle.filesize,
  };
  if (!good || (theirs && theirs.timecreated > good.timecreated)) return theirs;
  const { timecreated, timefinished, filesize } = good;
  return { timecreated, timefinished: timefinished ?? timecreated, filesize: filesize ?? 0 };
}

/** Did the last try fail, with nothing good since? Those that somebody cancelled do not count. */
export function hasFailed(standing: CourseStanding): boolean {
  const { latest } = standing;
  if (latest?.status !== 900 || latest.error?.code === 'cancelled') return false;
  return latest.timecreated >= (newestGood(standing)?.timecreated ?? 0);
}
