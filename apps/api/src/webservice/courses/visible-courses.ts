import type { Site, SiteUser } from '@coursekeep/moodle-site';
import type { CourseAccess } from '../../backups/course-access';
import type { TokenScope } from '../token-scope';
import { CapabilityMissing, CourseClosed } from '../../backups/refusals';
import { WsExceptions } from '@coursekeep/ws-protocol';

const view = 'moodle/course:view';
const update = 'moodle/course:update';

/** The courses that a caller asked for. */
export interface AskedCourses {
  /** In ascending order. */
  readonly ids: readonly number[];
  /** Those which the caller may change. */
  readonly updatable: ReadonlySet<number>;
}

/** Looks for courses by their ids, or for all, as a caller who must be able to look into each: ids that do not exist are
 *  left out, the first course that the caller may not see ends it. The front page is everybody's. Rejects with CourseClosed or
 *  CapabilityMissing. */
export async function visibleCourses(
  site: Site,
  user: SiteUser,
  access: CourseAccess,
  scope: TokenScope,
  wanted: readonly number[] | null,
): Promise<AskedCourses> {
  const rows = await site.database.all(
    wanted
      ? { text: 'SELECT id, category, visible FROM {course} WHERE id IN (?) ORDER BY id', parameters: [wanted] }
      : { text: 'SELECT id, category, visible FROM {course} ORDER BY id' },
  );
  const withCapability = async (capability: string) => {
    const found = new Set<number>();
    for await (const batch of site.access.coursesWithCapability(user.id, capability, wanted))
      for (const { id } of batch) found.add(id);
    return found;
  };
  const viewable = await withCapability(view);
  const updatable = await withCapability(update);
  const seesHidden = await withCapability('moodle/course:viewhiddencourses');
  const ids = rows.map(({ id }) => Number(id));
  const outside = await scope.coursesOutside(ids);
  if (ids[0] !== undefined) await access.duties(user.id, ids[0]);
  for (const row of rows) {
    const id = Number(row.id);
    if (outside.has(id)) throw WsExceptions.courseNotAccessible(id, WsExceptions.restrictedContext().message);
    if (row.category === '0') {
      if (await mayUpdateFrontPage(site, user, id)) updatable.add(id);
      continue;
    }
    if (viewable.has(id) && (row.visible === '1' || seesHidden.has(id))) continue;
    if (!(await site.access.canAccessCourse(user.id, id))) throw new CourseClosed(id);
    throw new CapabilityMissing(view);
  }
  return { ids, updatable };
}

async function mayUpdateFrontPage(site: Site, user: SiteUser, id: number): Promise<boolean> {
  const context = await site.access.context(50, id);
  return context !== null && site.access.hasCapability(user.id, update, context);
}
