import type { SiteConnection } from '../database/reader';
import type { SiteSettings } from '../settings/site-settings';
import type { SiteUser, UserDuty } from './site-access';
import type { AccountProblem } from './refusals';

const secondsPerDay = 86_400;

/** Why an account may not call web services, null where it may. `now` in unix seconds. */
export async function accountProblem(
  database: SiteConnection,
  settings: SiteSettings,
  user: SiteUser,
  now: number,
): Promise<AccountProblem | null> {
  if (user.deleted) return 'deleted';
  if (!user.confirmed) return 'unconfirmed';
  if (user.suspended) return 'suspended';
  if (user.auth === 'nologin') return 'nologin';
  return (await isPasswordExpired(database, settings, user, now)) ? 'expired' : null;
}

/** Only manual accounts have an expiry in Moodle itself. */
async function isPasswordExpired(
  database: SiteConnection,
  settings: SiteSettings,
  user: SiteUser,
  now: number,
): Promise<boolean> {
  if (user.auth !== 'manual') return false;
  const { expiration, expirationtime } = await settings.many('auth_manual', ['expiration', 'expirationtime']);
  if (expiration !== '1') return false;
  const changed = Number((await preference(database, user.id, 'auth_manual_passwordupdatetime')) ?? now);
  return changed + Number(expirationtime ?? 30) * secondsPerDay < now;
}

/** What a user must do on the site before anything else, null where there is nothing. */
export async function dutyOf(
  database: SiteConnection,
  settings: SiteSettings,
  user: SiteUser,
  isAdmin: () => Promise<boolean>,
): Promise<UserDuty | null> {
  const [forced, policy] = await Promise.all([
    preference(database, user.id, 'auth_forcepasswordchange'),
    user.policyAgreed ? null : settings.many(null, ['sitepolicy', 'sitepolicyguest', 'sitepolicyhandler', 'siteguest']),
  ]);
  if (Number(forced) === 1) return { kind: 'password' };
  if (!policy) return null;
  const isGuest = user.id === Number(policy.siteguest);
  const url = policy.sitepolicyhandler ? null : (isGuest ? policy.sitepolicyguest : policy.sitepolicy) || null;
  const mustAgree = policy.sitepolicyhandler ? await hasPolicyVersions(database, isGuest) : url !== null;
  return mustAgree && !(await isAdmin()) ? { kind: 'policy', url } : null;
}

/** The plugin `tool_policy`: is there a document in force that this kind of user must agree to? */
async function hasPolicyVersions(database: SiteConnection, isGuest: boolean): Promise<boolean> {
  const [row] = await database.all({
    text: `SELECT p.id FROM {tool_policy} p JOIN {tool_policy_versions} v ON v.id = p.currentversionid
            WHERE v.optional = 0 AND v.audience IN (?) LIMIT 1`,
    parameters: [isGuest ? [0, 2] : [0, 1]],
  });
  return row !== undefined;
}

async function preference(database: SiteConnection, userId: number, name: string): Promise<string | null> {
  const [row] = await database.all({
    text: 'SELECT value FROM {user_preferences} WHERE userid = ? AND name = ?',
    parameters: [userId, name],
  });
  return row?.value ?? null;
}
