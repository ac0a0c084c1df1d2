import { CoursekeepError } from '@coursekeep/errors';

/** `config.php` cannot be read or understood; the message names file and line. */
export class ConfigError extends CoursekeepError {}

/** The site's database cannot be reached or refused a query. */
export class SiteDatabaseError extends CoursekeepError {}

/** The site is not one that Coursekeep can read (no Moodle tables, too old, too new). */
export class SiteUnsupported extends CoursekeepError {}

/** A content file is not in the pool. */
export class ContentMissing extends CoursekeepError {}

/** A content file or the whole pool may not be read. */
export class ContentUnreadable extends CoursekeepError {}

/** A content file's SHA-1 is not its name. */
export class ContentMismatch extends CoursekeepError {}
