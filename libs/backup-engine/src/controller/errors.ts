import { CoursekeepError } from '@coursekeep/errors';
import { BackupModelError } from '../model';

/** There is no such course. */
export class CourseUnknown extends CoursekeepError {
  constructor(readonly courseId: number) {
    super('course-unknown', `There is no course with the id ${courseId} on this site.`);
  }
}

/** The acting user does not exist or is deleted. */
export class UserUnknown extends CoursekeepError {
  constructor(readonly userId: number) {
    super('user-unknown', `There is no user with the id ${userId} on this site.`);
  }
}

/** The acting user lacks a capability in the course. */
export class BackupNotAllowed extends CoursekeepError {
  constructor(
    readonly capability: string,
    courseId: number,
  ) {
    super('not-allowed', `You may not back up the course ${courseId}: you lack the capability ${capability} there.`);
  }
}

/** What was asked for cannot be done. `code` and message are those of the model's error, which is the cause: `unknown-setting`,
 *  `bad-setting-value`, `setting-locked`, `unknown-option`, `bad-option-value`, `unknown-mode`, `transition-refused`, … */
export class BadBackupRequest extends CoursekeepError {}

/** The backup was cancelled; nothing of it is left. */
export class BackupCancelled extends CoursekeepError {
  constructor(cause?: unknown) {
    super('backup-cancelled', 'The backup was cancelled.', { cause });
  }
}

/** Runs model code, whose errors are browser-safe, and passes them on as CoursekeepError. */
export function asBackupRequest<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof BackupModelError) throw new BadBackupRequest(error.code, error.message, { cause: error });
    throw error;
  }
}
