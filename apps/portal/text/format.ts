/** Dates, sizes and spans of time in people's words. Pure: all depends on the language, the zone and `now`. */

const MINUTE = 60;
const DAY = 86_400;

export interface Format {
  readonly locale: string;
  readonly zone: string;
  /** Now, Unix seconds. */
  readonly now: number;
}

/** The words of a moment that Intl has none for. */
export interface MomentWords {
  readonly justNow: string;
  readonly today: (time: string) => string;
  readonly yesterday: (time: string) => string;
  readonly on: (date: string) => string;
}

/** "just now", "12 minutes ago", "today at 09:30", "yesterday at 02:14", "5 days ago", "on 3 March". */
export function moment(seconds: number, format: Format, words: MomentWords): string {
  const age = format.now - seconds;
  const days = dayNumber(format.now, format.zone) - dayNumber(seconds, format.zone);
  if (age < MINUTE && age > -MINUTE) return words.justNow;
  if (age > 0 && age < 60 * MINUTE) return relative(-Math.floor(age / MINUTE), 'minute', format.locale);
  if (days === 0) return words.today(clock(seconds, format));
  if (days === 1) return words.yesterday(clock(seconds, format));
  if (days > 1 && days <= 30) return relative(-days, 'day', format.locale);
  return words.on(date(seconds, format));
}

/** The day, with the year where it is another one: "3 March", "3 March 2024". */
export function date(seconds: number, format: Format): string {
  const sameYear = year(seconds, format.zone) === year(format.now, format.zone);
  return dateText(seconds, format, { day: 'numeric', month: 'long', year: sameYear ? undefined : 'numeric' });
}

/** "Tuesday 3, 02:14": for a list under its month. */
export function dayAndTime(seconds: number, format: Format): string {
  return `${dateText(seconds, format, { weekday: 'long', day: 'numeric' })}, ${clock(seconds, format)}`;
}

/** "November 2026". */
export function month(seconds: number, format: Format): string {
  return dateText(seconds, format, { month: 'long', year: 'numeric' });
}

/** The moment in full, with its time zone: for titles. */
export function exactMoment(seconds: number, format: Format): string {
  return dateText(seconds, format, {
    dateStyle: undefined,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
}

/** "240 MB": in the units of 1000 that storage is sold in, two digits at least. */
export function size(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  let power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  if (Math.round(bytes / 1000 ** power) >= 1000 && power < units.length - 1) power += 1;
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power > 0 && value < 10 ? 1 : 0,
  }).format(value);
}

/** "21 seconds", "3 minutes 5 seconds", "1 hour 12 minutes". */
export function duration(seconds: number, locale: string): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const parts: string[] = [];
  if (hours) parts.push(unit(hours, 'hour', locale));
  if (minutes) parts.push(unit(minutes, 'minute', locale));
  if (!hours && (whole % 60 || !minutes)) parts.push(unit(whole % 60, 'second', locale));
  return parts.join(' ');
}

/** "43%"; never 100% before the end. */
export function percent(share: number, locale: string): string {
  const floored = Math.floor(Math.min(1, Math.max(0, share)) * 100) / 100;
  return new Intl.NumberFormat(locale, { style: 'percent' }).format(floored);
}

/** "Anna, Ben and Chloé". */
export function list(items: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);
}

function unit(value: number, name: 'hour' | 'minute' | 'second', locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
}

function relative(value: number, unitName: 'minute' | 'day', locale: string): string {
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(value, unitName);
}

function clock(seconds: number, format: Format): string {
  return dateText(seconds, format, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

function dateText(seconds: number, { locale, zone }: Format, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(seconds * 1000);
}

function dayNumber(seconds: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(seconds * 1000);
  return Math.round(Date.parse(`${parts}T00:00:00Z`) / (DAY * 1000));
}

function year(seconds: number, zone: string): string {
  return new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: zone }).format(seconds * 1000);
}
