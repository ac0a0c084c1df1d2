import type { SiteConnection } from './database/reader';
import { SiteUnsupported } from './errors';
import type { SiteSchema } from './schema/schema';

/** The branches (`config.branch`) that Coursekeep reads: Moodle 4.1 to 5.2, one beyond the newest that it was held against. */
const oldestBranch = 401;
const newestBranch = 502;

export interface SiteVersion {
  readonly version: string;
  readonly release: string;
}

/** The site's version and release. Rejects with SiteUnsupported where it is no Moodle, or one that is not known. */
export async function readVersion(database: SiteConnection, schema: SiteSchema, prefix: string): Promise<SiteVersion> {
  if (!schema.hasTable('config') || !schema.hasTable('course'))
    throw new SiteUnsupported(
      'site-no-moodle',
      `The database has no Moodle tables with the prefix '${prefix}'. Check dbname and prefix in the site's config.php.`,
    );
  const rows = await database.all({
    text: `SELECT name, value FROM {config} WHERE name IN (?)`,
    parameters: [['version', 'release', 'branch']],
  });
  const found = Object.fromEntries(rows.map((row) => [row.name ?? '', row.value ?? '']));
  const { version = '', release = '', branch = branchOf(release) } = found;
  const number = Number(branch);
  if (number >= oldestBranch && number <= newestBranch) return { version, release };
  const age = number > newestBranch ? 'newer' : 'older';
  throw new SiteUnsupported(
    `site-too-${age === 'newer' ? 'new' : 'old'}`,
    `The site runs Moodle ${release || version || 'of an unknown version'}, which is ${age} than Coursekeep knows (4.1 to 5.2).`,
  );
}

/** `4.5.5+ (Build: 20250613)` is of branch 405. */
function branchOf(release: string): string {
  const [, major = '', minor = ''] = /^(\d+)\.(\d+)/.exec(release) ?? [];
  return `${major}${minor.padStart(2, '0')}`;
}
