import type { SiteConnection } from '../database/reader';
import { isAllowed, pathIds } from './capability-rules';
import type { CourseWithPath } from './courses';
import { readOverrides, type Capability, type SiteRoles } from './role-facts';
import type { CourseSummary } from './site-access';

/** What decides whether contexts that an administrator has frozen count. */
export interface Lockable {
  readonly known: Capability;
  readonly roles: SiteRoles;
  readonly isAdmin: boolean;
}

/** Who asks for a capability: the roles by context as they are assigned. */
export interface Holder extends Lockable {
  readonly capability: string;
  readonly assigned: ReadonlyMap<number, readonly number[]>;
}

/** Those of the courses in which the holder has the capability, and that nobody has frozen. Two queries at most. */
export async function allowedCourses(
  database: SiteConnection,
  batch: readonly CourseWithPath[],
  holder: Holder,
): Promise<CourseSummary[]> {
  const { capability, assigned, isAdmin } = holder;
  if (isAdmin && !heedsLocks(holder)) return batch.map(({ course }) => course);
  const courses = batch.map(({ course, contextPath }) => ({ course, path: pathIds(contextPath) }));
  const contexts = [...new Set(courses.flatMap(({ path }) => path))];
  const [overrides, locked] = await Promise.all([
    isAdmin ? new Map() : readOverrides(database, capability, contexts),
    lockedContexts(database, holder, contexts),
  ]);
  return courses
    .filter(({ path }) => !path.some((id) => locked.has(id)) && (isAdmin || isAllowed(path, assigned, overrides)))
    .map(({ course }) => course);
}

/** Those of the contexts that an administrator has frozen; what would write is refused in and below them. */
export async function lockedContexts(
  database: SiteConnection,
  holder: Lockable,
  among: readonly number[],
): Promise<ReadonlySet<number>> {
  if (!heedsLocks(holder)) return new Set();
  const rows = await database.all({
    text: 'SELECT id FROM {context} WHERE locked = 1 AND id IN (?)',
    parameters: [among],
  });
  return new Set(rows.map((row) => Number(row.id)));
}

function heedsLocks({ known, roles, isAdmin }: Lockable): boolean {
  return roles.contextLocking && known.writes && (!isAdmin || roles.contextLockingForAdmins);
}
