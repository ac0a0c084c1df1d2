/** A moment as Moodle writes it in English: `Thursday, 9 October 2025, 9:53 AM`, without time `9 October 2025`. `zone` is a
 *  name of the zone database or an offset in hours; one that is unknown counts as UTC. */
export function dateText(seconds: number, zone: string, withTime: boolean): string {
  const offset = /^[+-]?\d{1,2}(\.\d+)?$/.test(zone) ? Number(zone) * 3600 : null;
  const moment = new Date((seconds + (offset ?? 0)) * 1000);
  const timeZone = offset === null && isZone(zone) ? zone : 'UTC';
  const date = parts('en-GB', moment, { timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const day = `${date.day} ${date.month} ${date.year}`;
  if (!withTime) return day;
  const time = parts('en-US', moment, { timeZone, hour: 'numeric', minute: '2-digit', hour12: true });
  return `${date.weekday}, ${day}, ${time.hour}:${time.minute} ${time.dayPeriod}`;
}

/** The zone in which a user sees times: the call's, the one that the site forces, the user's own, the site's. 99 stands for
 *  the next of them, in the end for the server's. */
export function zoneOf(...candidates: readonly (string | null)[]): string {
  const known = candidates.find((zone) => zone !== null && zone !== '' && zone !== '99');
  return known ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function parts(locale: string, moment: Date, options: Intl.DateTimeFormatOptions): Record<string, string> {
  const found = new Intl.DateTimeFormat(locale, options).formatToParts(moment);
  return Object.fromEntries(found.map(({ type, value }) => [type, value]));
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}
