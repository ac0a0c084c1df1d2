import { z } from 'zod';
import { firstDue } from './due';
import { isTimeZone } from './local-time';
import { PRESET_NAMES, PRESETS } from './presets';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const id = z.number().int().positive();
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, as 01:30');
const zone = z.string().refine(isTimeZone, 'must be an IANA time zone, as Europe/Berlin');
const count = z.number().int().min(0).max(1000).default(0);

const courses = z.union([
  z.strictObject({ all: z.literal(true) }),
  z
    .strictObject({ categories: z.array(id).min(1).max(10_000) })
    .describe('the courses of these categories and of all below them'),
  z.strictObject({ ids: z.array(id).min(1).max(100_000) }),
  z
    .strictObject({ shortname: z.string().min(1).max(255) })
    .describe(
      'those whose short name fits the pattern: * stands for anything, ? for one character; case does not count',
    ),
]);

const without = z.strictObject({
  hidden: z.boolean().default(false).describe('courses that are hidden'),
  unchanged: z
    .boolean()
    .default(false)
    .describe('courses that have not changed since their last backup by this schedule'),
  unvisitedDays: z
    .number()
    .int()
    .min(1)
    .max(36_500)
    .nullable()
    .default(null)
    .describe('courses in which nobody was for so many days'),
});

const when = z.union([
  z.strictObject({ days: z.array(z.enum(WEEKDAYS)).min(1).max(7), at: clock }),
  z
    .strictObject({ cron: z.string().min(1).max(200) })
    .describe('five fields: minute, hour, day of the month, month, day of the week'),
]);

/** How many backups of one kind of a course are kept. The newest of each day (week, month, year) that has any is kept, for so
 *  many days; what no number keeps may go. */
const rule = z.strictObject({
  last: count.describe('the newest ones'),
  days: count,
  weeks: count.describe('weeks begin on Monday'),
  months: count,
  years: count,
  atLeast: z.number().int().min(1).max(1000).default(1).describe('so many good ones stay, whatever else is said'),
});

const retention = z.strictObject({
  withWork: rule.nullable().default(null).describe("backups with people's work; null keeps all"),
  withoutWork: rule.nullable().default(null).describe("backups without people's work; null keeps all"),
  gone: rule.nullable().default(null).describe('backups of courses that are no longer on the site; null keeps all'),
});

const noRetention = { withWork: null, withoutWork: null, gone: null };

/** A schedule as it is written down. */
export const scheduleSchema = z
  .strictObject({
    name: z
      .string()
      .regex(
        /^[a-z0-9][a-z0-9-]{0,59}$/,
        'must be lower-case letters, digits and hyphens, at most 60, and begin with none',
      ),
    enabled: z.boolean().default(false).describe('nothing runs until somebody says so'),
    courses,
    without: without.prefault({}),
    preset: z.enum(PRESET_NAMES).default('work'),
    options: z
      .record(z.string().max(100), z.union([z.literal(0), z.literal(1), z.boolean()]))
      .default({})
      .describe('options of a backup, which win over the preset'),
    settings: z
      .record(z.string().max(255), z.union([z.string().max(1000), z.number()]))
      .default({})
      .describe("any other setting of Moodle's"),
    format: z.enum(['tgz', 'zip']).default('tgz'),
    when,
    zone: zone.nullable().default(null).describe("null: the site's time zone"),
    until: clock.nullable().default(null).describe('no backup begins after this time of day; null: no such time'),
    atOnce: z.number().int().min(1).max(64).default(1).describe('how many of its backups may wait or run at a time'),
    allEvery: z
      .number()
      .int()
      .min(0)
      .max(1000)
      .default(7)
      .describe('every so manieth run takes unchanged courses too; 0: none does'),
    retention: retention.default(noRetention),
  })
  .superRefine(({ when }, context) => {
    if (!('cron' in when)) return;
    const problem = cronProblem(when.cron);
    if (problem !== null) context.addIssue({ code: 'custom', path: ['when', 'cron'], message: problem });
  });

/** A schedule, checked, with every default in its place. */
export type Schedule = z.output<typeof scheduleSchema>;
export type ScheduleInput = z.input<typeof scheduleSchema>;
export type When = Schedule['when'];
export type RetentionRule = z.output<typeof rule>;
export type RetentionRules = Schedule['retention'];

/** Nothing below these categories is removed by any rule. */
export const holdSchema = z.strictObject({
  category: id,
  why: z.string().min(1).max(500),
  until: z.iso.date('must be a day, as 2027-12-31').nullable().default(null).describe('the last day of the hold'),
});
export type Hold = z.output<typeof holdSchema>;

/** The options that a schedule's backups are asked for with. */
export function optionsOf({ preset, options }: Pick<Schedule, 'preset' | 'options'>): Record<string, number> {
  const given = Object.entries(options).map(([name, value]) => [name, Number(value)] as const);
  return { ...PRESETS[preset], ...Object.fromEntries(given) };
}

function cronProblem(expression: string): string | null {
  try {
    return firstDue({ cron: expression }, 'UTC') === null ? 'never comes: there is no such day' : null;
  } catch (error) {
    return `is not understood: ${(error as Error).message.replace(/^CronPattern: /, '')}`;
  }
}
