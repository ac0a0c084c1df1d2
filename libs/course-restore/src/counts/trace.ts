import type { Site } from '@coursekeep/moodle-site';
import { countActivities } from './arrived';

/** A course that a restore has made, whole or not. */
export interface MadeCourse {
  readonly id: number;
  readonly fullname: string;
  readonly shortname: string;
  readonly categoryId: number;
  readonly visible: boolean;
  readonly activities: number;
  /** `working`: Moodle's controller says it is being restored, which it also says for ever of one that was killed.
   *  `finished`: it says that it was restored to the end. `unknown`: there is no controller of it. */
  readonly state: 'working' | 'finished' | 'unknown';
}

/** What is to be looked for: our restores have a short name that no course had when they began. */
export interface TraceOf {
  readonly shortname: string;
  readonly categoryId: number;
  /** The highest id of a course before it began. */
  readonly after: number;
}

/** The course that a restore has made so far; null while there is none. */
export async function traceRestore(site: Site, { shortname, categoryId, after }: TraceOf): Promise<MadeCourse | null> {
  const rows = await site.database.all({
    text: `SELECT id FROM {course} WHERE id > ? AND category = ? AND shortname = ? ORDER BY id`,
    parameters: [after, categoryId, shortname],
  });
  return rows[0] ? madeCourse(site, Number(rows[0].id)) : null;
}

/** A course as it stands after a restore; null where there is none of this id. */
export async function madeCourse(site: Site, id: number): Promise<MadeCourse | null> {
  const course = await site.access.course(id);
  if (!course) return null;
  const { fullname, shortname, categoryId, visible } = course;
  const [state, activities] = [await stateOf(site, id), await countActivities(site, id)];
  return { id, fullname, shortname, categoryId, visible, activities, state };
}

/** The highest id of a course. */
export async function lastCourse(site: Site): Promise<number> {
  const [row] = await site.database.all({ text: 'SELECT MAX(id) AS n FROM {course}' });
  return Number(row?.n ?? 0);
}

const RESTORING = 800;
const RESTORED = 1000;

async function stateOf(site: Site, courseId: number): Promise<MadeCourse['state']> {
  if (!site.schema.hasTable('backup_controllers')) return 'unknown';
  const [row] = await site.database.all({
    text: `SELECT status FROM {backup_controllers} WHERE operation = 'restore' AND type = 'course' AND itemid = ?
            ORDER BY id DESC LIMIT 1`,
    parameters: [courseId],
  });
  const status = Number(row?.status ?? 0);
  if (status === RESTORED) return 'finished';
  return status > 0 && status <= RESTORING ? 'working' : 'unknown';
}
