import { ContextLevel, type Context, type CourseSummary, type Site } from '@coursekeep/moodle-site';
import type { BackupMode, BackupPermissions } from '../model';
import { BackupNotAllowed, CourseUnknown } from './errors';

/** The course to be backed up. Throws CourseUnknown. */
export async function courseToBackUp(site: Site, courseId: number): Promise<CourseSummary> {
  const course = Number.isSafeInteger(courseId) && courseId > 0 ? await site.access.course(courseId) : null;
  if (!course) throw new CourseUnknown(courseId);
  return course;
}

/** What the user may do in the course. Throws BackupNotAllowed without the capability to back it up at all. */
export async function rightsInCourse(
  site: Site,
  userId: number,
  course: CourseSummary,
  mode: BackupMode,
): Promise<BackupPermissions> {
  const context = await courseContext(site, course);
  const may = (capability: string) => site.access.hasCapability(userId, capability, context);
  const needed = mode.name === 'import' ? 'moodle/backup:backuptargetimport' : 'moodle/backup:backupcourse';
  if (!(await may(needed))) throw new BackupNotAllowed(needed, course.id);
  return {
    userinfo: await may('moodle/backup:userinfo'),
    anonymise: await may('moodle/backup:anonymise'),
    configure: await may('moodle/backup:configure'),
  };
}

/** All rights, for the command line of an administrator. */
export const ALL_RIGHTS: BackupPermissions = { userinfo: true, anonymise: true, configure: true };

async function courseContext(site: Site, course: CourseSummary): Promise<Context> {
  const context = await site.access.context(ContextLevel.course, course.id);
  if (context) return context;
  throw new CourseUnknown(course.id);
}
