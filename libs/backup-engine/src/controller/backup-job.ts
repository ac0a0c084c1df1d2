import type { Site, SnapshotReader } from '@coursekeep/moodle-site';
import type { ArchiveSummary } from '@coursekeep/archive';
import type { BackupSettings, CourseOutline } from '../model';
import type { BackupWarning } from '@coursekeep/errors';
import type { LogLevel } from './backup-log';
import type { ProgressReport } from './progress';

/** All that is needed to make one backup: what the controller hands to the executor. */
export interface BackupJob {
  readonly site: Site;
  /** The one snapshot that outline and documents are read from. */
  readonly reader: SnapshotReader;
  readonly outline: CourseOutline;
  /** Also tells the mode (`settings.mode`). */
  readonly settings: BackupSettings;
  /** Are the enrolment methods in the backup? No setting of Moodle's, so not in `settings`. */
  readonly enrolments: boolean;
  /** Is it the front page, which Moodle keeps as a course without enrolments, grades and completion? */
  readonly siteCourse: boolean;
  /** 405 is Moodle 4.5. */
  readonly branch: number;
  readonly backupId: string;
  readonly userId: number;
  /** Unix seconds: every time that the backup itself makes is this one, so the same input gives the same bytes. */
  readonly now: number;
  readonly format: ArchiveFormat;
  /** Where temporary files may be made; exists. */
  readonly workFolder: string;
  /** Where the archive goes. The executor writes it there under a temporary name, syncs it and renames it to `filename`;
   *  when it fails or is aborted, nothing of it is left. */
  readonly targetFolder: string;
  readonly filename: string;
  /** Aborted when the backup is cancelled; the executor then stops soon and rejects, with whatever error. */
  readonly signal: AbortSignal;
  readonly report: ProgressReport;
  /** Collects a warning and writes it to the log too: as `logLine` where given, else its message. */
  warn(warning: BackupWarning, logLine?: string): void;
  log(level: LogLevel, message: string): void;
  /** The content of `moodle_backup.log` so far. */
  logText(): string;
}

export type ArchiveFormat = 'tgz' | 'zip';

/** The archive that the executor made; `filename` is another than the job's when that name was taken. */
export interface WrittenBackup extends ArchiveSummary {
  readonly filename: string;
}

export type ExecuteBackup = (job: BackupJob) => Promise<WrittenBackup>;

/** The outline of a course as it is in the snapshot. */
export type ReadOutline = (reader: SnapshotReader, site: Site, courseId: number) => Promise<CourseOutline>;
