import { parse } from 'yaml';
import { z } from 'zod';
import { ScheduleInvalid } from './errors';
import { type Hold, holdSchema, type Schedule, scheduleSchema } from './schedule';

/** What a file of schedules says. */
export interface ScheduleFile {
  readonly schedules: readonly Schedule[];
  readonly holds: readonly Hold[];
}

const fileSchema = z
  .strictObject({
    schedules: z.array(scheduleSchema).max(1000).default([]),
    holds: z.array(holdSchema).max(10_000).default([]),
  })
  .superRefine(({ schedules }, context) => {
    schedules.forEach(({ name }, position) => {
      if (schedules.findIndex((other) => other.name === name) === position) return;
      context.addIssue({ code: 'custom', path: ['schedules', position, 'name'], message: `"${name}" is there twice` });
    });
  });

/** Reads schedules from YAML or JSON. Throws ScheduleInvalid, which names every place that is wrong. */
export function readSchedules(text: string): ScheduleFile {
  const outcome = fileSchema.safeParse(parsed(text) ?? {});
  if (!outcome.success) throw new ScheduleInvalid('schedule-invalid', problems(outcome.error));
  return outcome.data;
}

/** Checks one schedule from outside. Throws ScheduleInvalid. */
export function checkSchedule(given: unknown): Schedule {
  const outcome = scheduleSchema.safeParse(given);
  if (!outcome.success) throw new ScheduleInvalid('schedule-invalid', problems(outcome.error));
  return outcome.data;
}

function parsed(text: string): unknown {
  try {
    // A few aliases are a convenience, a million of them an attack.
    return parse(text, { maxAliasCount: 100, prettyErrors: true });
  } catch (error) {
    const [first = ''] = (error as Error).message.split('\n');
    throw new ScheduleInvalid(
      'schedule-invalid',
      `The schedules are neither YAML nor JSON: ${first.replace(/:$/, '.')}`,
      {
        cause: error,
      },
    );
  }
}

function problems({ issues }: z.ZodError): string {
  return issues.map((issue) => `${pathText(issue.path)} ${messageOf(issue)}`).join('\n');
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text === '' ? 'The schedule:' : `${text.replace(/^\./, '')}:`;
}

/** Where several forms are allowed, what is wrong with the one that was meant says more than that none fits. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message;
  const nearest = [...issue.errors].sort(
    (one, other) => one.length - other.length || strangers(one) - strangers(other),
  );
  return (nearest[0] ?? []).map((inner) => [...inner.path.map(String), inner.message].join(' ')).join('; ');
}

const strangers = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.filter(({ code }) => code === 'unrecognized_keys' || code === 'invalid_type').length;
