import type { SiteConnection } from '../database/reader';
import { commaList, type SiteSettings } from '../settings/site-settings';
import type { Overrides } from './capability-rules';

/** What the site says about who is who, from its settings. */
export interface SiteRoles {
  readonly admins: readonly number[];
  readonly guestUser: number;
  readonly notLoggedInRole: number;
  readonly guestRole: number;
  readonly defaultUserRole: number;
  readonly frontPageRole: number;
  readonly contextLocking: boolean;
  readonly contextLockingForAdmins: boolean;
}

export async function readSiteRoles(settings: SiteSettings): Promise<SiteRoles> {
  const found = await settings.many(null, [
    'siteadmins',
    'siteguest',
    'notloggedinroleid',
    'guestroleid',
    'defaultuserroleid',
    'defaultfrontpageroleid',
    'contextlocking',
    'contextlockappliestoadmin',
  ]);
  return {
    admins: commaList(found.siteadmins).map(Number),
    guestUser: Number(found.siteguest),
    notLoggedInRole: Number(found.notloggedinroleid),
    guestRole: Number(found.guestroleid),
    defaultUserRole: Number(found.defaultuserroleid),
    frontPageRole: Number(found.defaultfrontpageroleid),
    contextLocking: Number(found.contextlocking) === 1,
    contextLockingForAdmins: Number(found.contextlockappliestoadmin ?? 1) === 1,
  };
}

/** A row of `capabilities`. */
export interface Capability {
  readonly writes: boolean;
  /** It carries one of the risks for which Moodle never gives it to guests: trust in content, settings, data loss. */
  readonly notForGuests: boolean;
}

/** Moodle's bits of `riskbitmask`: configuration 2, cross-site scripting 4, data loss 32. */
const risksNotForGuests = 2 | 4 | 32;

export async function readCapability(database: SiteConnection, name: string): Promise<Capability | null> {
  const [row] = await database.all({
    text: 'SELECT captype, riskbitmask FROM {capabilities} WHERE name = ?',
    parameters: [name],
  });
  if (!row) return null;
  const writes = row.captype === 'write';
  return { writes, notForGuests: writes || (Number(row.riskbitmask) & risksNotForGuests) !== 0 };
}

/** Roles by context, as assigned to a user; in these contexts only, or everywhere (null). */
export async function readAssignments(
  database: SiteConnection,
  userId: number,
  contexts: readonly number[] | null,
): Promise<Map<number, number[]>> {
  const text = 'SELECT DISTINCT contextid, roleid FROM {role_assignments} WHERE userid = ?';
  const rows = await database.all(
    contexts
      ? { text: `${text} AND contextid IN (?)`, parameters: [userId, contexts] }
      : { text, parameters: [userId] },
  );
  const roles = new Map<number, number[]>();
  for (const row of rows) addRole(roles, Number(row.contextid), Number(row.roleid));
  return roles;
}

export function addRole(roles: Map<number, number[]>, context: number, role: number): void {
  roles.set(context, [...(roles.get(context) ?? []), role]);
}

/** The permissions of a capability in these contexts. */
export async function readOverrides(
  database: SiteConnection,
  capability: string,
  contexts: readonly number[],
): Promise<Overrides> {
  const rows = await database.all({
    text: 'SELECT contextid, roleid, permission FROM {role_capabilities} WHERE capability = ? AND contextid IN (?)',
    parameters: [capability, contexts],
  });
  const overrides = new Map<number, Map<number, number>>();
  for (const row of rows) {
    const context = Number(row.contextid);
    const permissions = overrides.get(context) ?? new Map<number, number>();
    overrides.set(context, permissions.set(Number(row.roleid), Number(row.permission)));
  }
  return overrides;
}
