import type { SiteConnection } from '../database/reader';
import { addressMatches } from './address-rules';
import type { SiteAccess, SiteUser } from './site-access';
import { readServiceUsers, type ServiceRow } from './token-rows';

/** Why a user is not let into a service that is only for those on its list. */
export type ListProblem = 'notlisted' | 'expired' | 'address';

/** Is the user on the list of a restricted service? Null where it is so, or the service is for everybody. `counts` says
 *  which ends of an entry (other than none) will do: Moodle's doors do not agree about that. */
export async function listProblem(
  database: SiteConnection,
  service: ServiceRow,
  userId: number,
  address: string,
  counts: (validUntil: number) => boolean,
): Promise<ListProblem | null> {
  if (!service.restrictedUsers) return null;
  const entries = await readServiceUsers(database, service.id, userId);
  if (entries.length === 0) return 'notlisted';
  const current = entries.filter(({ validUntil }) => validUntil === 0 || counts(validUntil));
  if (current.length === 0) return 'expired';
  const fits = current.some(({ ipRestriction }) => ipRestriction === '' || addressMatches(address, ipRestriction));
  return fits ? null : 'address';
}

/** Has the user the capability that a service asks for, if it asks for one? */
export async function hasRequiredCapability(
  access: SiteAccess,
  user: SiteUser,
  service: ServiceRow,
  contextId: number,
): Promise<boolean> {
  if (service.requiredCapability === '') return true;
  const context = await access.contextById(contextId);
  return context !== null && access.hasCapability(user.id, service.requiredCapability, context);
}
