import { createHash } from 'node:crypto';
import type { SiteConnection } from '../database/reader';
import { isSet, type SiteSettings } from '../settings/site-settings';
import type { AccountStanding } from './site-access';
import { localHost, readUserByName, siteUser, userColumns, type UserWithPassword } from './users';

/** The one form of a user name in which it is looked up and counted: without blanks around it, in small letters, composed
 *  (NFC). Letters that only look alike, or that a database compares as equal (`é` and `e`), stay different. */
export function normalUserName(text: string): string {
  return text.trim().toLowerCase().normalize('NFC');
}

/** The account that is meant by what somebody gives as a name: by user name, else, where the site allows that, by an e-mail
 *  address that exactly one account has. The same look-ups are made whatever is found. */
export async function findAccount(
  database: SiteConnection,
  settings: SiteSettings,
  text: string,
): Promise<UserWithPassword | null> {
  const name = normalUserName(text);
  const [named, addressed] = await Promise.all([
    readUserByName(database, settings, [name, name.normalize('NFD')]),
    findByAddress(database, settings, name),
  ]);
  return named ?? addressed;
}

async function findByAddress(
  database: SiteConnection,
  settings: SiteSettings,
  address: string,
): Promise<UserWithPassword | null> {
  if (!isAddress.test(address) || !isSet(await settings.get(null, 'authloginviaemail'))) return null;
  const rows = await database.all({
    text: `SELECT ${userColumns}, password FROM {user} WHERE LOWER(email) = ? AND mnethostid = ? AND deleted = 0`,
    parameters: [address, await localHost(settings)],
  });
  // Some databases compare without regard to accents.
  const same = rows.filter((row) => normalUserName(row.email ?? '') === address);
  const [row] = same;
  return row && same.length === 1 ? { user: siteUser(row), passwordHash: row.password ?? '' } : null;
}

const isAddress = /^[^@\s\0]+@[^@\s\0]+$/;

/** How accounts stand now, by id; those that are gone are not in it. */
export async function readStandings(
  database: SiteConnection,
  ids: readonly number[],
): Promise<Map<number, AccountStanding>> {
  const rows = await database.all({
    text: `SELECT ${userColumns}, password FROM {user} WHERE id IN (?)`,
    parameters: [ids],
  });
  return new Map(
    rows.map((row) => {
      const { id, confirmed, suspended, deleted, auth } = siteUser(row);
      const mayEnter = confirmed && !suspended && !deleted && auth !== 'nologin';
      const passwordMark = createHash('sha256')
        .update(row.password ?? '')
        .digest('hex');
      return [id, { mayEnter, passwordMark }];
    }),
  );
}
