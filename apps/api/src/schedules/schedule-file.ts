import { readFile } from 'node:fs/promises';
import { readSchedules, type ScheduleFile, ScheduleInvalid } from '@coursekeep/schedules';
import { SettingsError } from '../config/settings';
import { checkOptions } from './schedule-options';

/** Reads the file of schedules; none where the setting names none. Rejects with SettingsError, which says what is wrong. */
export async function readScheduleFile(path: string | null): Promise<ScheduleFile> {
  if (path === null) return { schedules: [], holds: [] };
  const wrong = (reason: string, cause: unknown) =>
    new SettingsError('settings', `COURSEKEEP_SCHEDULES is "${path}": ${reason}`, { cause });
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw wrong(`the file cannot be read (${error.message.split(',')[0]}).`, error);
  });
  try {
    const file = readSchedules(text);
    for (const schedule of file.schedules) checkOptions(schedule);
    return file;
  } catch (error) {
    throw error instanceof ScheduleInvalid ? wrong(error.message, error) : error;
  }
}
