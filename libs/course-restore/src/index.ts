export { missingPlugins, type MissingPlugin } from './checks/missing-plugins';
export {
  type Obstacle,
  type PreviewOptions,
  previewRestore,
  type RestorePreview,
  type RestoreWish,
} from './checks/preview';
export { enterCategory, type TargetCategory } from './checks/rights';
export { MoodleCommand, type MoodleCommandOptions } from './command/moodle-command';
export type { CommandOutcome, CourseMade, CourseNotMade, RestoreCommand } from './command/restore-command';
export { type CourseLook, courseLook, type WantedLook } from './copy/course-names';
export { type CopyOptions, prepareCopy } from './copy/prepare-copy';
export { type Arrival, COUNTED_KINDS, type CountedKind, type Counts } from './counts/countables';
export type { MadeCourse, TraceOf } from './counts/trace';
export { RestoreError } from './restore-error';
export {
  restoreCourse,
  RestoreFailed,
  type RestoreOptions,
  type RestorePhase,
  type RestoreResult,
  type RestoreStep,
  type Resumed,
  resumeRestore,
} from './restore-course';
