export * from './backup-controller';
export * from './backup-id';
export type * from './backup-job';
export type { LogLevel } from './backup-log';
export type { EngineParts } from './engine-parts';
export { BackupCancelled, BackupNotAllowed, BadBackupRequest, CourseUnknown, UserUnknown } from './errors';
export {
  ARCHIVE_WEIGHT,
  FINAL_WEIGHT,
  type ProgressListener,
  type ProgressReport,
  type ProgressState,
} from './progress';
