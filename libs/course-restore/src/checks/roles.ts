import type { Backup } from '@coursekeep/backup-reader';
import type { Context, Site } from '@coursekeep/moodle-site';

/** What of a backup's roles the person may not give by hand: role assignments to roles that she may not assign in the category,
 *  and permissions that are changed in the course. Whoever has written a backup by hand could else make herself what she is not.
 *  Sentences; empty where there is nothing. */
export async function forbiddenRoles(backup: Backup, site: Site, userId: number, context: Context): Promise<string[]> {
  const { assigned, overrides } = await rolesIn(backup);
  if ((assigned.size === 0 && !overrides) || (await site.access.isSiteAdmin(userId))) return [];
  const may = await assignable(site, userId, context);
  const refused = [...assigned].filter((shortname) => !may.has(shortname));
  const mayOverride = async () =>
    (await site.access.hasCapability(userId, 'moodle/role:override', context)) ||
    (await site.access.hasCapability(userId, 'moodle/role:safeoverride', context));
  return [
    ...(refused.length > 0
      ? [`The backup gives people roles that you may not assign there: ${refused.join(', ')}.`]
      : []),
    ...(overrides && !(await mayOverride())
      ? ['The backup changes the permissions of roles in the course: moodle/role:override is missing.']
      : []),
  ];
}

/** Short names of the roles that people have in the course and its parts; those that the backup does not name have their number. */
async function rolesIn(backup: Backup): Promise<{ assigned: Set<string>; overrides: boolean }> {
  const names = new Map<string, string>();
  for await (const row of backup.document('roles.xml')?.rows() ?? [])
    if (row.name === 'role') names.set(row.values.get('id') ?? '', row.values.get('shortname') ?? '');
  const assigned = new Set<string>();
  let overrides = false;
  for await (const document of backup.documents()) {
    if (!document.path.endsWith('/roles.xml')) continue;
    for await (const row of document.rows()) {
      const role = row.values.get('roleid') ?? '';
      if (row.name === 'assignment') assigned.add(names.get(role) || role);
      if (row.name === 'override') overrides = true;
    }
  }
  return { assigned, overrides };
}

async function assignable(site: Site, userId: number, context: Context): Promise<ReadonlySet<string>> {
  if (!(await site.access.hasCapability(userId, 'moodle/role:assign', context))) return new Set();
  const path = context.path.split('/').filter(Boolean).map(Number);
  const rows = await site.database.all({
    text: `SELECT DISTINCT r.shortname FROM {role_allow_assign} a JOIN {role} r ON r.id = a.allowassign
            WHERE a.roleid IN (SELECT roleid FROM {role_assignments} WHERE userid = ? AND contextid IN (?))`,
    parameters: [userId, path],
  });
  return new Set(rows.map(({ shortname }) => shortname ?? ''));
}
