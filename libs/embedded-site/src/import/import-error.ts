import { CoursekeepError } from '@coursekeep/moodle-site';

/** A backup that cannot be imported; the site is as it was before. The message says what is wrong with it. */
export class ImportError extends CoursekeepError {}
