import { z } from 'zod';

const time = z.number().int().describe('unix seconds');
const reasons = [
  'pinned',
  'being-read',
  'hold',
  'not-good',
  'no-rule',
  'last-good',
  'at-least',
  'last',
  'day',
  'week',
  'month',
  'year',
  'superseded',
] as const;

export const judgedCourse = z.object({
  courseid: z.number().int(),
  gone: z.boolean().describe('whether the course is no longer on the site'),
  backups: z.array(
    z.object({
      backupid: z.string(),
      timefinished: time.nullable(),
      filename: z.string().nullable(),
      filesize: z.number().int().nullable().describe('bytes'),
      users: z.boolean().describe("whether it has people's data"),
      stays: z.boolean(),
      why: z.array(z.enum(reasons)),
    }),
  ),
});

export const removedBackup = z.object({
  backupid: z.string(),
  courseid: z.number().int(),
  filename: z.string().nullable(),
  filesize: z.number().int().nullable(),
  timeremoved: time,
  timepurge: time.describe('until then it can be put back'),
});

export const auditLine = z.object({
  number: z.number().int(),
  time,
  userid: z.number().int().describe('0: the service itself'),
  action: z.enum(['removed', 'restored', 'purged', 'pinned', 'unpinned']),
  backupid: z.string(),
  courseid: z.number().int(),
  filename: z.string().nullable(),
  why: z.string(),
});

const why = z.string().trim().min(1).max(500);

export const reason = z.strictObject({ why });

export const pin = z.strictObject({
  why,
  until: z
    .number()
    .int()
    .positive()
    .max(8_640_000_000_000)
    .nullable()
    .default(null)
    .describe('unix seconds; null: for ever'),
});

export const judgedQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0).describe('the last course that is known'),
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('courses a page'),
});

export const auditQuery = z.strictObject({
  before: z.coerce
    .number()
    .int()
    .min(1)
    .default(Number.MAX_SAFE_INTEGER)
    .describe('the number of the last line that is known'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export const removedQuery = z.strictObject({
  before: z.coerce
    .number()
    .int()
    .min(1)
    .max(8_640_000_000_000)
    .default(8_640_000_000_000)
    .describe('only what was removed before, unix seconds'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
