import { backupDate, buildFileName, fileNameWord, formatShortname } from '@coursekeep/archive';
import type { BackupSettings } from '../model';

/** The file name that Moodle would give to the backup of a course. `now` is in unix seconds, `language` the code of one, or
 *  `code=word`. */
export function backupName(
  course: { readonly id: number; readonly shortname: string },
  settings: BackupSettings,
  now: number,
  timeZone: string,
  language: string,
): string {
  const users = settings.isOn('users');
  return buildFileName({
    word: fileNameWord(language),
    type: 'course',
    id: course.id,
    name: formatShortname(course.shortname),
    date: backupDate(now, timeZone),
    users: users ? (settings.isOn('anonymize') ? 'anonymised' : 'included') : 'none',
    files: settings.isOn('files'),
  });
}
