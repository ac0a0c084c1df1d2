import { DEFAULT_LIMITS, type ReadLimits } from '@coursekeep/archive';
import { UsageError } from '../exit-status';

/** `--limit entries=1000000` as the reader takes it. */
export function givenLimits(given: Readonly<Record<string, string>>): Partial<ReadLimits> {
  return Object.fromEntries(
    Object.entries(given).map(([name, text]) => {
      const value = Number(text);
      if (!(name in DEFAULT_LIMITS)) {
        throw new UsageError(`There is no limit ${name}. Limits are ${Object.keys(DEFAULT_LIMITS).join(', ')}.`);
      }
      if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
        throw new UsageError(`The limit ${name} must be a whole number, not ${text}.`);
      }
      return [name, value];
    }),
  );
}
