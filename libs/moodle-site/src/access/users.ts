import type { SiteConnection, Value } from '../database/reader';
import type { SiteSettings } from '../settings/site-settings';
import type { SiteUser } from './site-access';

export const userColumns =
  'id, username, auth, firstname, lastname, email, lang, timezone, confirmed, suspended, deleted, policyagreed';

/** A user with the stored hash of the password. */
export interface UserWithPassword {
  readonly user: SiteUser;
  readonly passwordHash: string;
}

export async function readUser(database: SiteConnection, id: number): Promise<SiteUser | null> {
  return (await readUsers(database, [id]))[0] ?? null;
}

/** Those of the users that there are, deleted ones too. */
export async function readUsers(database: SiteConnection, ids: readonly number[]): Promise<SiteUser[]> {
  const sound = ids.filter((id) => Number.isSafeInteger(id) && id > 0);
  if (sound.length === 0) return [];
  const rows = await database.all({ text: `SELECT ${userColumns} FROM {user} WHERE id IN (?)`, parameters: [sound] });
  return rows.map(siteUser);
}

/** A local user by name, of which several forms may be given, the first the best; users of the same name from other sites of
 *  a MNet network are not meant. */
export async function readUserByName(
  database: SiteConnection,
  settings: SiteSettings,
  names: readonly string[],
): Promise<UserWithPassword | null> {
  if (names.some((name) => name.includes('\0'))) return null;
  const rows = await database.all({
    text: `SELECT ${userColumns}, password FROM {user} WHERE username IN (?) AND mnethostid = ? ORDER BY id`,
    parameters: [names, await localHost(settings)],
  });
  // Some databases compare without regard to case or accents.
  const [row] = names.flatMap((name) => rows.filter((candidate) => candidate.username === name));
  return row ? { user: siteUser(row), passwordHash: row.password ?? '' } : null;
}

/** The id of the site itself among those of its MNet network. */
export async function localHost(settings: SiteSettings): Promise<string> {
  return (await settings.get(null, 'mnet_localhost_id')) ?? '1';
}

export function siteUser(row: Record<string, Value>): SiteUser {
  return {
    id: Number(row.id),
    username: row.username ?? '',
    auth: row.auth ?? '',
    firstname: row.firstname ?? '',
    lastname: row.lastname ?? '',
    email: row.email ?? '',
    lang: row.lang ?? '',
    timezone: row.timezone ?? '',
    confirmed: row.confirmed === '1',
    suspended: row.suspended === '1',
    deleted: row.deleted === '1',
    policyAgreed: row.policyagreed === '1',
  };
}
