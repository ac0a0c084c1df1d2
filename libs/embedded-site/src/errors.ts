import { CoursekeepError } from '@coursekeep/errors';

/** The folder does not hold an embedded site, or it cannot be made there; the message says what to do. */
export class EmbeddedSiteError extends CoursekeepError {}

/** A row or file that the site's tables cannot take; the message names the table and column. */
export class SiteWriteError extends CoursekeepError {}
