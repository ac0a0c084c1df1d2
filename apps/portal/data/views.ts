/** What the portal's JSON API (`/api/v1`) answers. Times are Unix seconds, sizes bytes. Browser-safe. */

import { BackupStatus, isFinished } from '@coursekeep/backup-engine/model';

export interface UserView {
  readonly id: number;
  readonly username: string;
  readonly fullname: string;
  readonly siteadmin: boolean;
}

export interface SiteView {
  readonly name: string;
  readonly wwwroot: string;
  readonly release: string;
  /** The user's time zone there, as an IANA name. */
  readonly timezone: string;
}

export interface SessionView {
  readonly user: UserView;
  readonly site: SiteView;
}

export interface ProblemView {
  readonly code: string;
  readonly message: string;
}

/** What is to be known of a backup: a loss, or a notice that nothing hangs on. */
export interface WarningView extends ProblemView {
  readonly kind: 'loss' | 'notice';
}

/** One backup of a course: ours, or (`origin` "moodle", no `backupid`) one that Moodle made itself. */
export interface BackupView {
  readonly backupid: string | null;
  readonly courseid: number;
  readonly status: BackupStatus;
  /** From 0 to 1; never goes back. */
  readonly progress: number;
  /** What is being done, in words: "Forum 12 of 40". */
  readonly step: string;
  readonly filename: string | null;
  readonly filesize: number | null;
  /** With people and their work? */
  readonly users: boolean;
  readonly timecreated: number;
  readonly timefinished: number | null;
  /** Full name of who asked for it. */
  readonly who: string;
  readonly warnings: readonly WarningView[];
  readonly error: ProblemView | null;
  readonly origin: 'coursekeep' | 'moodle';
  readonly downloadurl: string | null;
  /** Moodle's page that restores backups of the course. */
  readonly restoreurl: string | null;
}

export interface CourseView {
  readonly id: number;
  readonly shortname: string;
  readonly fullname: string;
  readonly category: string;
  readonly visible: boolean;
  /** The newest backup that has ended, well or not. */
  readonly latest: BackupView | null;
  /** The newest one that can be restored. */
  readonly good: BackupView | null;
  /** The backup that waits or runs. */
  readonly running: BackupView | null;
}

/** A page of the list of courses. */
export interface CoursePage {
  readonly courses: readonly CourseView[];
  /** How many courses there are without search and filter. */
  readonly total: number;
  /** How many match, on all pages together. */
  readonly matching: number;
}

/** What the signed-in user may do with a course, beyond backing it up. */
export interface CourseRights {
  /** Include people and their work (`moodle/backup:userinfo`). */
  readonly userinfo: boolean;
  /** Choose what goes in (`moodle/backup:configure`). */
  readonly configure: boolean;
}

export interface CourseDetails {
  readonly course: CourseView & { readonly contextid: number };
  readonly may: CourseRights;
}

/** Does it still wait or run? */
export function isUnfinished(backup: BackupView): boolean {
  return !isFinished(backup.status);
}

/** How a backup has ended: well, not, cancelled by somebody, or well but its file is gone or damaged since. */
export type Outcome = 'good' | 'failed' | 'cancelled' | 'lost' | 'damaged';

/** How it has ended; null while it waits or runs. */
export function outcomeOf({ status, error }: BackupView): Outcome | null {
  if (!isFinished(status)) return null;
  if (status === BackupStatus.finishedOk) return !error ? 'good' : error.code === 'file-damaged' ? 'damaged' : 'lost';
  return error?.code === 'cancelled' ? 'cancelled' : 'failed';
}

/** Is it a whole backup that can be restored? */
export function isGood(backup: BackupView): boolean {
  return outcomeOf(backup) === 'good';
}

/** Does it still wait for its turn? */
export function isWaiting(backup: BackupView): boolean {
  return isUnfinished(backup) && backup.status !== BackupStatus.executing;
}
