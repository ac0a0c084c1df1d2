import 'server-only';
import type { BackupOptions } from '@coursekeep/backup-engine/model';
import { ApiError } from './api-error';
import { anonymousRequest, request } from './request';
import { listQuery, type CourseListView } from '../view/course-list';
import type { BackupView, CourseDetails, CoursePage, SessionView, SiteView } from './views';
import { cache } from 'react';

/** Who is signed in, at which site. Asked once a request, however many components want it. */
export const currentSession = cache(async (): Promise<SessionView> => read('/session'));

/** The site's name, for who has not signed in yet; null where it cannot be had. */
export async function siteName(): Promise<string | null> {
  const { value: response } = await attempt(anonymousRequest('GET', '/site'));
  if (!response?.ok) return null;
  return ((await response.json()) as { site: Pick<SiteView, 'name'> }).site.name || null;
}

/** A page of the courses that the caller may back up. */
export async function listCourses(view: CourseListView): Promise<CoursePage> {
  return read<CoursePage>(`/courses?${listQuery(view)}`);
}

/** One course and what the caller may do with it. */
export const readCourse = cache(async (courseId: number): Promise<CourseDetails> => read(`/courses/${courseId}`));

/** The backups of a course, newest first, Moodle's own included. */
export async function listBackups(courseId: number): Promise<readonly BackupView[]> {
  return (await read<{ backups: BackupView[] }>(`/courses/${courseId}/backups`)).backups;
}

/** One backup by its id. */
export const readBackup = cache(async (backupId: string): Promise<BackupView> => {
  return (await read<{ backup: BackupView }>(`/backups/${encodeURIComponent(backupId)}`)).backup;
});

/** Asks for a backup; it runs in the background. Returns its id. Where the session has ended, `returnTo` is the page to
 *  come back to. */
export async function startBackup(courseId: number, options: BackupOptions, returnTo: string): Promise<string> {
  const response = await request('POST', `/courses/${courseId}/backups`, { body: { options }, returnTo });
  return ((await response.json()) as { backupid: string }).backupid;
}

/** Cancels a backup that waits or runs. */
export async function stopBackup(backupId: string): Promise<void> {
  await request('DELETE', `/backups/${encodeURIComponent(backupId)}`);
}

export type Attempt<T> =
  { readonly value: T; readonly problem?: undefined } | { readonly value?: undefined; readonly problem: ApiError };

/** A refusal as a value, for pages that show it in their own words. Whatever is no refusal goes on as an exception. */
export async function attempt<T>(promise: Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await promise };
  } catch (error) {
    if (error instanceof ApiError) return { problem: error };
    throw error;
  }
}

async function read<T>(path: string): Promise<T> {
  return (await (await request('GET', path)).json()) as T;
}
