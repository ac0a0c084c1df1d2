import type { SiteConnection } from '../database/reader';
import { commaList, type SiteSettings } from '../settings/site-settings';

/** Has the user an enrolment in the course that is in force now: not suspended, begun, not over, by a method that is on? */
export async function isActivelyEnrolled(
  database: SiteConnection,
  userId: number,
  courseId: number,
  now: number,
): Promise<boolean> {
  const [row] = await database.all({
    text: `SELECT ue.id
             FROM {user_enrolments} ue
             JOIN {enrol} e ON e.id = ue.enrolid
            WHERE e.courseid = ? AND ue.userid = ? AND e.status = 0 AND ue.status = 0
              AND ue.timestart <= ? AND (ue.timeend = 0 OR ue.timeend > ?)
            LIMIT 1`,
    parameters: [courseId, userId, now, now],
  });
  return row !== undefined;
}

/** Does the course let everybody look in as a guest, without a password? */
export async function isOpenToGuests(
  database: SiteConnection,
  settings: SiteSettings,
  courseId: number,
): Promise<boolean> {
  if (!commaList(await settings.get(null, 'enrol_plugins_enabled')).includes('guest')) return false;
  const rows = await database.all({
    text: `SELECT password FROM {enrol} WHERE courseid = ? AND enrol = 'guest' AND status = 0`,
    parameters: [courseId],
  });
  return rows.some((row) => !row.password);
}
