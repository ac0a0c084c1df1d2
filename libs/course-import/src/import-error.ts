import { CoursekeepError } from '@coursekeep/errors';

/** A backup that cannot be imported; the site is as it was before. The message says what is wrong with it. */
export class ImportError extends CoursekeepError {}
