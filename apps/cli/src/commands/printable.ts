/** Text from a backup for a terminal: nothing in it moves the cursor, colours, or turns the direction of what follows. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '\ufffd');
}

/** Control characters but tab and line feed; characters that change the direction of text. */
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** On one line. */
export const line = (text: string): string => printable(text.replace(/\s+/g, ' ').trim());

/** Bytes as people say them. */
export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${UNITS[unit]}`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** A number with its word: `1 file`, `3 files`. */
export const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** Unix seconds as a date and time in UTC. */
export function date(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds) || Math.abs(seconds) > 8e12) return 'unknown';
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
