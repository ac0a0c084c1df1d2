export { missingPlugins, type MissingPlugin } from './checks/missing-plugins';
export {
  type Obstacle,
  type PreviewOptions,
  previewRestore,
  type RestorePreview,
  type RestoreWish,
} from './checks/preview';
export { MoodleCommand, type MoodleCommandOptions } from './command/moodle-command';
export type { CommandOutcome, CourseMade, CourseNotMade, RestoreCommand } from './command/restore-command';
export type { CourseLook, WantedLook } from './copy/course-names';
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
  resumeRestore,
} from './restore-course';
