import type { Site, SiteUser } from '@coursekeep/moodle-site';

/** The time zone of a user as an IANA name, as Moodle decides it: what the site forces on all, else the user's own, else
 *  the site's, else the server's. */
export async function timeZoneOf(site: Site, user: Pick<SiteUser, 'timezone'>): Promise<string> {
  const forced = await site.setting(null, 'forcetimezone');
  const zones = [forced, user.timezone, await site.setting(null, 'timezone')];
  const chosen = zones.find((zone) => zone !== null && zone !== '' && zone !== UNSET);
  return knownZone(chosen ?? '') ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Moodle's "as the one above". */
const UNSET = '99';

function knownZone(zone: string): string | undefined {
  const name = /^[+-]?\d{1,2}(\.\d)?$/.test(zone) ? zoneOfOffset(Number(zone)) : zone;
  if (!name) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** Users of old sites have hours east of Greenwich. The names of whole hours have the sign turned. */
function zoneOfOffset(hours: number): string | undefined {
  if (Number.isInteger(hours)) return hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
  return HALF_HOURS[hours];
}

const HALF_HOURS: Readonly<Record<number, string>> = {
  [-3.5]: 'America/St_Johns',
  3.5: 'Asia/Tehran',
  4.5: 'Asia/Kabul',
  5.5: 'Asia/Kolkata',
  6.5: 'Asia/Yangon',
  9.5: 'Australia/Darwin',
};
