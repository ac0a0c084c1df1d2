import { counted, line } from './printable';
import type { Preview, Result, Run, Schedule } from './schedule-answers';

/** A line for each schedule: where it stands. */
export function printSchedules(schedules: readonly Schedule[]): string {
  if (schedules.length === 0) return 'There are no schedules.\n';
  return schedules.map((schedule) => `${line(schedule.name)}: ${standing(schedule)}\n`).join('');
}

/** A schedule with its run and the results of that run. */
export function printSchedule(schedule: Schedule, results: readonly Result[]): string {
  const run = schedule.running ?? schedule.last;
  return [
    `${line(schedule.name)}: ${standing(schedule)}`,
    run === null ? 'It has not run yet.' : runText(run),
    ...results.map(resultText),
    '',
  ].join('\n');
}

/** What the next run would do. */
export function printPreview({ takesall, chosen, skipped, dues }: Preview, zone: string): string {
  return [
    `${counted(chosen.length, 'course')} in this order${takesall ? ', unchanged ones too' : ''}:`,
    ...chosen.map(({ courseid, shortname }) => `  ${courseid} ${line(shortname)}`),
    `${counted(skipped.length, 'course')} left out:`,
    ...skipped.map(({ courseid, shortname, why }) => `  ${courseid} ${line(shortname)}: ${why}`),
    `Due: ${dues.map((time) => localTime(time, zone)).join(', ')}`,
    '',
  ].join('\n');
}

function standing({ definition, paused, nextdue, running, zone }: Schedule): string {
  if (running !== null) return `runs${paused === null ? '' : ', paused'}, ${countsText(running)}`;
  if (!definition.enabled) return 'off';
  if (paused !== null) return `paused by ${line(paused.who)} since ${localTime(paused.time, zone)}`;
  return nextdue === null ? 'on' : `due ${localTime(nextdue, zone)}`;
}

function runText(run: Run): string {
  return `Run ${run.number}: ${run.status}, ${countsText(run)}`;
}

function countsText({ counts }: Run): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return some.map(([state, count]) => `${count} ${state}`).join(', ') || 'no courses';
}

function resultText({ courseid, state, code, message, backupid }: Result): string {
  const why = message ?? code;
  return `  course ${courseid}: ${state}${backupid ? ` ${backupid}` : ''}${why ? `, ${line(why)}` : ''}`;
}

/** In the zone in which the schedule is meant. */
function localTime(seconds: number, zone: string): string {
  const format = { timeZone: zone, dateStyle: 'short', timeStyle: 'short' } as const;
  return `${new Intl.DateTimeFormat('sv', format).format(seconds * 1000)} ${zone}`;
}
