export type { BackupDiff, Change, ChangeDetail, ChangedThing, ChangeKind } from './backup-diff';
export { diffBackups, type DiffOptions } from './diff-backups';
export type { TextPart } from './text-difference';
