import type { SiteConnection } from '../database/reader';
import { commaList, type SiteSettings } from '../settings/site-settings';
import { findAccount } from './accounts';
import { passwordFits } from './passwords';
import type { PasswordOutcome, SignInProblem, SiteUser } from './site-access';

/** The login methods whose passwords are kept in Moodle itself; all others ask a server of their own. */
const localLogins = ['manual', 'email'];

/** Methods that are no other way for people to sign in. */
const noLogins = ['nologin', 'webservice', 'none', ''];

/** Stands in the place of the password of an account that came with a restored course. */
const restoredPassword = 'restored';

/** See SiteAccess.checkPassword. */
export async function checkPassword(
  database: SiteConnection,
  settings: SiteSettings,
  username: string,
  password: string,
): Promise<PasswordOutcome> {
  const [found, { auth, siteguest }] = await Promise.all([
    findAccount(database, settings, username),
    settings.many(null, ['auth', 'siteguest']),
  ]);
  const fits = await passwordFits(password, found?.passwordHash ?? null, settings.forcedList('passwordpeppers'));
  if (!found || !fits) {
    return { user: null, problem: found?.passwordHash === restoredPassword ? 'restored' : 'wrong' };
  }
  const { user } = found;
  const problem = problemOf(user, commaList(auth));
  return problem ? { user: null, problem } : { user, isGuest: user.id === Number(siteguest) };
}

/** Why an account whose password was right may not come in. */
function problemOf(user: SiteUser, methodsOn: readonly string[]): SignInProblem | null {
  if (user.deleted) return 'wrong';
  if (user.suspended) return 'suspended';
  if (user.auth === 'nologin') return 'nologin';
  if (!localLogins.includes(user.auth)) return 'elsewhere';
  return user.auth === 'manual' || methodsOn.includes(user.auth) ? null : 'nologin';
}

/** See SiteAccess.loginsElsewhere. */
export async function loginsElsewhere(database: SiteConnection, settings: SiteSettings): Promise<string[]> {
  const [methodsOn, rows] = await Promise.all([
    settings.get(null, 'auth'),
    database.all({ text: 'SELECT DISTINCT auth FROM {user} WHERE deleted = 0' }),
  ]);
  const all = new Set([...commaList(methodsOn), ...rows.map((row) => row.auth ?? '')]);
  return [...all].filter((method) => !localLogins.includes(method) && !noLogins.includes(method)).sort();
}
