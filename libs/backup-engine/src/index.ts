export { openSite } from '@coursekeep/moodle-site';
export { type BackupFileName, buildFileName, parseFileName } from '@coursekeep/archive';
export {
  type Backup,
  type BackupDiff,
  diffBackups,
  inspectBackup,
  type Inspection,
  openBackup,
  type Verdict,
  verifyBackup,
  type VerifyReport,
} from '@coursekeep/backup-reader';
export { registerDefinition } from '@coursekeep/definitions';
export * from './controller';
export * from './model';
export { CourseNotFound, readOutline } from './plan/outline';
export { ARCHIVE_STEP } from './controller/progress';
export { timeZoneOf } from './controller/time-zone';
