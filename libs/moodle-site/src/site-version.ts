import type { SiteConnection } from './database/reader';
import { SiteUnsupported } from './errors';
import type { SiteSchema } from './schema/schema';

/** The oldest branch (`config.branch`) that Coursekeep reads: Moodle 4.1. Of the newer ones only tables and columns decide. */
const oldestBranch = 401;

export interface SiteVersion {
  readonly version: string;
  readonly release: string;
}

/** The site's version and release. Rejects with SiteUnsupported where it is no Moodle, one that is too old, or one that lacks
 *  what nothing can be read without. */
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
  const name = `Moodle ${release || version || 'of an unknown version'}`;
  if (!(Number(branch) >= oldestBranch))
    throw new SiteUnsupported(
      'site-too-old',
      `The site runs ${name}, which is older than Coursekeep reads (4.1 and newer).`,
    );
  const missing = missingOf(schema);
  if (missing.length > 0)
    throw new SiteUnsupported(
      'site-not-understood',
      `The site runs ${name}, and its database does not have what every backup begins with: ${missing.join(', ')}.`,
    );
  return { version, release };
}

/** `4.5.5+ (Build: 20250613)` is of branch 405. */
function branchOf(release: string): string {
  const [, major = '', minor = ''] = /^(\d+)\.(\d+)/.exec(release) ?? [];
  return `${major}${minor.padStart(2, '0')}`;
}

/** The tables and columns by which a course, its parts and the rights of people are found. */
const NEEDED: Readonly<Record<string, string>> = {
  block_instances: 'id blockname parentcontextid',
  capabilities: 'name captype riskbitmask',
  config_plugins: 'plugin name value',
  context: 'id contextlevel instanceid path locked',
  course: 'id category shortname fullname format visible',
  course_categories: 'id name',
  course_modules: 'id course module instance section deletioninprogress',
  course_sections: 'id course section name sequence',
  modules: 'id name',
  role_assignments: 'contextid roleid userid',
  role_capabilities: 'contextid roleid capability permission',
  user: 'id username auth firstname lastname email lang timezone confirmed suspended deleted policyagreed mnethostid',
};

function missingOf(schema: SiteSchema): string[] {
  return Object.entries(NEEDED).flatMap(([table, columns]) => {
    if (!schema.hasTable(table)) return [`the table ${table}`];
    return columns.split(' ').flatMap((column) => (schema.hasColumn(table, column) ? [] : [`${table}.${column}`]));
  });
}
