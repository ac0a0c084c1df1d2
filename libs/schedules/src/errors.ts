import { CoursekeepError } from '@coursekeep/errors';

/** A schedule that cannot be followed; the message names each place that is wrong, and what it must be. */
export class ScheduleInvalid extends CoursekeepError {}
