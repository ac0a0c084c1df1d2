import { isSet } from '../settings/site-settings';
import { accountProblem } from './account-state';
import { addressMatches } from './address-rules';
import { ContextLevel } from './contexts';
import { hasRequiredCapability, listProblem, type ListProblem } from './service-entry';
import type { SiteUser } from './site-access';
import type { Surroundings } from './surroundings';
import { hasSession, readService, readTokensOf, type ServiceRow, type TokenRow } from './token-rows';

/** Why `login/token.php` gives no token. */
export type LoginProblem =
  | 'disabled'
  | 'invalidlogin'
  | 'restored'
  | 'maintenance'
  | 'noguest'
  | 'unconfirmed'
  | 'expired'
  | 'servicenotavailable'
  | 'notlisted'
  | 'listexpired'
  | 'listaddress'
  | 'capability'
  | 'cannotcreate';

/** What came of a sign-in to a service. `token` null: the user has none that holds, but may have one made, which then holds
 *  for `tokenSeconds`. */
export type ServiceLogin =
  | { readonly problem: LoginProblem; readonly username: string; readonly capability: string }
  | {
      readonly problem: null;
      readonly user: SiteUser;
      readonly serviceId: number;
      readonly token: string | null;
      /** The site's own private token beside the token; not for administrators. */
      readonly privateToken: string | null;
      readonly tokenSeconds: number;
    };

interface LoginRequest {
  readonly username: string;
  readonly password: string;
  readonly serviceShortname: string;
  readonly address: string;
}

const mobileService = 'moodle_mobile_app';
const twelveWeeks = 12 * 7 * 86_400;
const listProblems: Readonly<Record<ListProblem, LoginProblem>> = {
  notlisted: 'notlisted',
  expired: 'listexpired',
  address: 'listaddress',
};

/** Decides as Moodle's `login/token.php` does, and writes nothing. */
export async function loginToService(site: Surroundings, request: LoginRequest): Promise<ServiceLogin> {
  const { access, database, settings } = site;
  const refused = (problem: LoginProblem, capability = '') => ({ problem, username: request.username, capability });
  const switches = await settings.many(null, ['enablewebservices', 'maintenance_enabled', 'tokenduration']);
  if (!isSet(switches.enablewebservices)) return refused('disabled');
  const outcome = await access.checkPassword(request.username, request.password);
  if (!outcome.user) return refused(outcome.problem === 'restored' ? 'restored' : 'invalidlogin');
  const { user } = outcome;
  const system = await access.context(ContextLevel.system, 0);
  if (!system) return refused('invalidlogin');
  const may = (capability: string) => access.hasCapability(user.id, capability, system);

  if (isSet(switches.maintenance_enabled) && !(await may('moodle/site:maintenanceaccess')))
    return refused('maintenance');
  if (outcome.isGuest) return refused('noguest');
  const now = Math.floor(site.clock() / 1000);
  const problem = await accountProblem(database, settings, user, now);
  if (problem) return refused(problem === 'unconfirmed' || problem === 'expired' ? problem : 'invalidlogin');

  const service = await readService(database, { shortname: request.serviceShortname });
  if (!service?.enabled || request.serviceShortname === '') return refused('servicenotavailable');
  const unlisted = await listProblem(database, service, user.id, request.address, (end) => end >= now);
  if (unlisted) return refused(listProblems[unlisted]);
  if (!(await hasRequiredCapability(access, user, service, system.id)))
    return refused('capability', service.requiredCapability);

  const isAdmin = await access.isSiteAdmin(user.id);
  const existing = await usableToken(site, user, service, request.address, now);
  if (!existing && !(await mayHaveTokenMade(service, isAdmin, may))) return refused('cannotcreate');
  return {
    problem: null,
    user,
    serviceId: service.id,
    token: existing?.token ?? null,
    privateToken: isAdmin ? null : (existing?.privateToken ?? null),
    tokenSeconds: Number(switches.tokenduration ?? twelveWeeks) || twelveWeeks,
  };
}

/** The newest token that holds at this address. */
async function usableToken(
  { database, schema }: Surroundings,
  user: SiteUser,
  service: ServiceRow,
  address: string,
  now: number,
): Promise<TokenRow | null> {
  for (const token of await readTokensOf(database, user.id, service.id)) {
    if (token.validUntil !== 0 && token.validUntil < now) continue;
    if (token.ipRestriction !== '' && !addressMatches(address, token.ipRestriction)) continue;
    if (token.sessionId !== '' && !(await hasSession(database, schema, token.sessionId))) continue;
    return token;
  }
  return null;
}

async function mayHaveTokenMade(
  service: ServiceRow,
  isAdmin: boolean,
  may: (capability: string) => Promise<boolean>,
): Promise<boolean> {
  if (service.shortname === mobileService) return may('moodle/webservice:createmobiletoken');
  return !isAdmin && (await may('moodle/webservice:createtoken'));
}
