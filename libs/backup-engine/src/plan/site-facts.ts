import { randomBytes } from 'node:crypto';
import { ContextLevel } from '@coursekeep/moodle-site';
import type { BackupJob } from '../controller/backup-job';
import { warning } from '@coursekeep/errors';
import { encryptSecret } from '../structure/secrets';

/** A value of the site's `config`: what config.php sets comes first, as in Moodle. */
export async function configValue(job: BackupJob, name: string): Promise<string | null> {
  const forced = job.site.config.settings[name];
  if (forced !== undefined) return forced;
  const [row] = await job.reader.all({ text: 'SELECT value FROM {config} WHERE name = ?', parameters: [name] });
  return row?.value ?? null;
}

/** Are tags in use on the site? */
export async function usesTags(job: BackupJob): Promise<boolean> {
  return (await configValue(job, 'usetags')) !== '0';
}

/** Do the (hashed) passwords of people go into backups? Only where the site says so. */
export async function includesPasswords(job: BackupJob): Promise<boolean> {
  const value = await configValue(job, 'includeuserpasswordsinbackup');
  return value !== null && value !== '' && value !== '0';
}

/** Encrypts secrets with the site's own key, with which its restore opens them. A site that never made one gets one for
 *  this backup alone: nobody can open the secrets then, which is a warning. */
export async function secretsOf(job: BackupJob): Promise<(value: string) => string> {
  const [row] = await job.reader.all({
    text: "SELECT value FROM {config_plugins} WHERE plugin = 'backup' AND name = 'backup_encryptkey'",
  });
  const stored = Buffer.from(row?.value ?? '', 'base64');
  if (stored.length === 32) return (value) => encryptSecret(value, stored);
  const key = randomBytes(32);
  let warned = false;
  return (value) => {
    if (value !== '' && !warned) job.warn(warning('secret-not-readable', ''));
    warned ||= value !== '';
    return encryptSecret(value, key);
  };
}

/** The ids of custom fields of courses, groups and groupings that the acting user may neither see nor change: what they
 *  hold does not go into the backup (format.md, section 16). */
export async function hiddenCustomFields(job: BackupJob): Promise<number[]> {
  const fields = await job.reader.all({
    text:
      'SELECT f.id, f.configdata, c.component FROM {customfield_field} f ' +
      "JOIN {customfield_category} c ON c.id = f.categoryid WHERE c.component IN ('core_course', 'core_group') ORDER BY f.id",
  });
  if (fields.length === 0) return [];
  const context = await job.site.access.context(ContextLevel.course, job.outline.courseId);
  const may = async (capability: string) =>
    context !== null && (await job.site.access.hasCapability(job.userId, capability, context));
  const mayUpdate = await may('moodle/course:update');
  const mayChangeLocked = await may('moodle/course:changelockedcustomfields');
  const mayManageGroups = await may('moodle/course:managegroups');
  const isOpen = ({ component, configdata = null }: (typeof fields)[number]): boolean => {
    if (component === 'core_group') return mayManageGroups;
    const { visibility, locked } = fieldOptions(configdata);
    if (visibility === VISIBLE_TO_ALL || (visibility === VISIBLE_TO_TEACHERS && mayUpdate)) return true;
    return locked ? mayChangeLocked : mayUpdate;
  };
  return fields.filter((field) => !isOpen(field)).map((field) => Number(field.id));
}

const VISIBLE_TO_TEACHERS = 1;
const VISIBLE_TO_ALL = 2;

function fieldOptions(configdata: string | null): { visibility: number; locked: boolean } {
  const { visibility = VISIBLE_TO_ALL, locked = 0 } = asRecord(configdata);
  return { visibility: Number(visibility), locked: Boolean(Number(locked)) };
}

function asRecord(json: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
