import { CoursekeepError } from '@coursekeep/errors';

/** A restore that was refused, or that ended without a course. The message is for a teacher. */
export class RestoreError extends CoursekeepError {}
