import { z } from 'zod';
import { scheduleSchema } from '@coursekeep/schedules';
import { RESULT_STATES, type ResultView, type RunView, type ScheduleView } from '../schedules/schedule-views';

const time = z.number().int().describe('unix seconds');
const state = z
  .enum(RESULT_STATES)
  .describe(
    'queued: waits for its turn; asked: its backup waits or runs; warnings: made, with losses; the others are outcomes',
  );

export const run = z.object({
  runid: z.string(),
  schedule: z.string(),
  number: z.number().int().describe('counts the runs of the schedule'),
  status: z
    .enum(['running', 'done', 'stopped', 'missed'])
    .describe('missed: the service was not there while it could have begun'),
  who: z.string().describe('full name of who began it; empty where it was due'),
  takesall: z.boolean().describe('whether it takes unchanged courses too'),
  timestarted: time,
  windowend: time.nullable().describe('from here on no backup begins'),
  stoppedby: z.string().nullable(),
  timefinished: time.nullable(),
  counts: z.record(state, z.number().int()),
}) satisfies z.ZodType<RunView>;

export const result = z.object({
  courseid: z.number().int(),
  position: z.number().int().describe('its turn'),
  state,
  code: z.string().nullable().describe('why it was skipped, failed or not finished'),
  message: z.string().nullable(),
  backupid: z.string().nullable(),
  timechanged: time,
}) satisfies z.ZodType<ResultView>;

export const schedule = z.object({
  name: z.string(),
  origin: z.enum(['file', 'api']).describe('what is in the file of schedules is changed there'),
  definition: scheduleSchema,
  zone: z.string().describe('in which its times are meant'),
  paused: z.object({ who: z.string(), time }).nullable(),
  nextdue: time.nullable(),
  running: run.nullable(),
  last: run.nullable().describe('the last run that has ended'),
}) satisfies z.ZodType<ScheduleView, unknown>;

export const preview = z.object({
  takesall: z.boolean(),
  chosen: z
    .array(z.object({ courseid: z.number().int(), shortname: z.string() }))
    .describe('in the order of their turns'),
  skipped: z.array(
    z.object({ courseid: z.number().int(), shortname: z.string(), why: z.enum(['hidden', 'unvisited', 'unchanged']) }),
  ),
  dues: z.array(time).describe('when it would begin, the next five times'),
});

export const resultQuery = z.strictObject({
  state: state.optional(),
  after: z.coerce.number().int().min(-1).default(-1).describe('the position of the last result that is known'),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

export const runQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) });
