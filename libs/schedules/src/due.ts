import { Cron } from 'croner';
import type { When } from './schedule';

/** From here any expression that ever comes has come once. */
const SOME_DAY = Date.UTC(2026, 0, 1);

/** When a schedule is due next, strictly after an instant (unix milliseconds), in a time zone. A time of day that the clock leaves
 *  out in spring comes as much later; one that it shows twice in autumn comes once. Null where it never comes. */
export function nextDue(when: When, zone: string, after: number): number | null {
  const next = new Cron(expression(when), { timezone: zone, mode: '5-part', paused: true }).nextRun(new Date(after));
  return next === null ? null : next.getTime();
}

/** The first time that it comes at all; throws what is wrong with an expression. */
export function firstDue(when: When, zone: string): number | null {
  const text = expression(when);
  // The library reads a single moment as well, and words such as @daily.
  if (text.trim().split(/\s+/).length !== 5) throw new Error('it must have five fields');
  return nextDue(when, zone, SOME_DAY);
}

/** When a run that began at `begun` must begin no more backups: the first such time of day after it; null where there is none. */
export function windowEnd(until: string | null, zone: string, begun: number): number | null {
  if (until === null) return null;
  const [hour, minute] = until.split(':');
  return nextDue({ cron: `${Number(minute)} ${Number(hour)} * * *` }, zone, begun);
}

function expression(when: When): string {
  if ('cron' in when) return when.cron;
  const [hour, minute] = when.at.split(':');
  return `${Number(minute)} ${Number(hour)} * * ${when.days.join()}`;
}
