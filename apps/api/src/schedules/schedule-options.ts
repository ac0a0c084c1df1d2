import { parseOptions } from '@coursekeep/backup-engine/model';
import { CoursekeepError } from '@coursekeep/errors';
import { optionsOf, type Schedule, ScheduleInvalid } from '@coursekeep/schedules';

/** The options of a schedule's backups, as the engine takes them. Throws ScheduleInvalid. */
export function checkOptions(schedule: Schedule): Record<string, number> {
  try {
    return parseOptions(optionsOf(schedule));
  } catch (error) {
    if (!(error instanceof CoursekeepError)) throw error;
    throw new ScheduleInvalid('schedule-invalid', `${schedule.name}.options: ${error.message}`, { cause: error });
  }
}
