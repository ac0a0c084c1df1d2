import type { SiteConnection, Value } from '../database/reader';
import { Permission } from './capability-rules';
import { ContextLevel } from './contexts';
import { readCourses, type CourseWithPath } from './courses';

/** So many courses are looked at together: their rows are small, and other requests get their turn in between. */
const BATCH = 500;

/** The courses in whose context one of the roles might allow the capability: those at or below a context in which a role is
 *  assigned and has it allowed, be that above or below. Null where it is the whole site. What takes the capability away again is
 *  not looked at: `isAllowed` has the last word. The queries follow the roles of one user, not the size of the site. */
export async function coursesInReach(
  database: SiteConnection,
  capability: string,
  assigned: ReadonlyMap<number, readonly number[]>,
): Promise<ReadonlySet<number> | null> {
  const roots = await readRoots(database, capability, assigned);
  if (roots.some(({ level }) => level === ContextLevel.system)) return null;
  const ids = roots.filter(({ level }) => level === ContextLevel.course).map(({ instanceId }) => instanceId);
  const categories = roots.filter(({ level }) => level === ContextLevel.category).map(({ path }) => path);
  const below = await Promise.all(outermost(categories).map((path) => readCoursesBelow(database, path)));
  const unmade = categories.length > 0 ? await readCoursesWithoutContext(database) : [];
  return new Set([...ids, ...below.flat(), ...unmade]);
}

/** Courses, never the site course, in ascending order of their ids: these, or all for null. */
export async function* courseBatches(
  database: SiteConnection,
  among: ReadonlySet<number> | null,
): AsyncGenerator<CourseWithPath[]> {
  if (among) {
    const ids = [...among].filter(Number.isSafeInteger).sort((one, other) => one - other);
    for (let start = 0; start < ids.length; start += BATCH)
      yield await readCourses(database, 'c.category <> 0 AND c.id IN (?) ORDER BY c.id', [
        ids.slice(start, start + BATCH),
      ]);
    return;
  }
  for (let after = 0; ;) {
    const batch = await readCourses(database, `c.category <> 0 AND c.id > ? ORDER BY c.id LIMIT ${BATCH}`, [after]);
    yield batch;
    const last = batch[BATCH - 1];
    if (!last) return;
    after = last.course.id;
  }
}

interface Root {
  readonly level: number;
  readonly instanceId: number;
  readonly path: string;
}

/** Where the reach of the roles begins: for each role the lower of where it is assigned and where it is allowed, if one is at or
 *  below the other. */
async function readRoots(
  database: SiteConnection,
  capability: string,
  assigned: ReadonlyMap<number, readonly number[]>,
): Promise<Root[]> {
  const roles = new Set([...assigned.values()].flat());
  if (roles.size === 0) return [];
  const [allowed, contexts] = await Promise.all([
    database.all({
      text: `SELECT rc.roleid, c.id, c.contextlevel, c.instanceid, c.path
               FROM {role_capabilities} rc JOIN {context} c ON c.id = rc.contextid
              WHERE rc.capability = ? AND rc.permission = ${Permission.allow} AND rc.roleid IN (?)`,
      parameters: [capability, [...roles]],
    }),
    database.all({
      text: 'SELECT id, contextlevel, instanceid, path FROM {context} WHERE id IN (?)',
      parameters: [[...assigned.keys()]],
    }),
  ]);
  const roots = new Map<string, Root>();
  for (const context of contexts) {
    const place = root(context);
    const here = new Set(assigned.get(Number(context.id)));
    for (const allow of allowed) {
      if (!here.has(Number(allow.roleid))) continue;
      const permitted = root(allow);
      if (isWithin(place.path, permitted.path)) roots.set(place.path, place);
      else if (isWithin(permitted.path, place.path)) roots.set(permitted.path, permitted);
    }
  }
  return [...roots.values()];
}

function root(row: Record<string, Value>): Root {
  return { level: Number(row.contextlevel), instanceId: Number(row.instanceid), path: row.path || `/${row.id}` };
}

function isWithin(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}/`);
}

/** Those of the paths that are not below another one of them. */
function outermost(paths: readonly string[]): string[] {
  return paths.filter((path) => !paths.some((other) => other !== path && isWithin(path, other)));
}

async function readCoursesBelow(database: SiteConnection, path: string): Promise<number[]> {
  const rows = await database.all({
    text: `SELECT instanceid FROM {context} WHERE contextlevel = ${ContextLevel.course} AND path LIKE ?`,
    parameters: [`${path}/%`],
  });
  return rows.map(({ instanceid }) => Number(instanceid));
}

/** Courses for which Moodle has made no context yet: they are below that of their category all the same. */
async function readCoursesWithoutContext(database: SiteConnection): Promise<number[]> {
  const rows = await database.all({
    text: `SELECT c.id FROM {course} c
            WHERE NOT EXISTS (SELECT 1 FROM {context} x
                               WHERE x.contextlevel = ${ContextLevel.course} AND x.instanceid = c.id)`,
  });
  return rows.map(({ id }) => Number(id));
}
