export { activityText, findActivity, type TextPiece } from './activity-text';
export { plainText } from './html-text';
export { inspectBackup } from './inspect-backup';
export type { FileKind, Inspection, SpaceTaken } from './inspection';
export { moduleWord } from './module-word';
