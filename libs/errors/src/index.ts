export { CoursekeepError } from './coursekeep-error';
export { type BackupWarning, warning, type WarningCode, warningKind, type WarningKind, WARNINGS } from './warnings';
