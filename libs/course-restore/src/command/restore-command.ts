import type { FailureCode } from '@coursekeep/errors';

/** What came of a restore by whoever does it. */
export type CommandOutcome = CourseMade | CourseNotMade;

export interface CourseMade {
  readonly kind: 'made';
  readonly courseId: number;
  /** All that was said, for the log. */
  readonly output: string;
}

export interface CourseNotMade {
  readonly kind: 'not-made';
  readonly code: FailureCode;
  /** Why, in a teacher's words. */
  readonly reason: string;
  /** Moodle's own sentence; null where it said none. */
  readonly said: string | null;
  /** All that was said, for the log. */
  readonly output: string;
}

/** Whoever makes a new course out of a backup: Moodle's own command, or the importer of the embedded site. It acts as an
 *  administrator and asks for no rights: that is done before. A course that is named in its answer was made to the end; one
 *  that is not may be there in part. Never rejects. */
export interface RestoreCommand {
  /** All or nothing: a course that is there is whole, and there is never a half one. */
  readonly isAtomic: boolean;
  run(file: string, categoryId: number, signal?: AbortSignal): Promise<CommandOutcome>;
}
