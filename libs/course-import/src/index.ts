export type { ImportProgress } from './course-import';
export type { Finding, FindingCode, FindingPlace } from './findings';
export { importBackup, type ImportOptions, type ImportResult } from './import-backup';
export { ImportError } from './import-error';
export { ImportCommand } from './import-command';
