/** The addresses of the portal's pages: the one place that knows them. */
export const coursesAddress = '/courses';

export function courseAddress(courseId: number): string {
  return `/courses/${courseId}`;
}

/** The page "New backup"; `chosen` is what it begins with (`wordOfOptions`). */
export function newBackupAddress(courseId: number, chosen?: string): string {
  const query = chosen === undefined ? '' : `?${new URLSearchParams({ with: chosen })}`;
  return `/courses/${courseId}/new-backup${query}`;
}

export function backupAddress(courseId: number, backupId: string): string {
  return `/courses/${courseId}/backups/${encodeURIComponent(backupId)}`;
}

/** The sign-in page, which leads on to `next` (a path of ours; anything else is ignored). */
export function signInAddress(next?: string | null): string {
  const target = ownPath(next);
  return target === coursesAddress ? '/sign-in' : `/sign-in?next=${encodeURIComponent(target)}`;
}

/** `path` where it is a path on this site, else the courses: a link must not carry people elsewhere after sign-in. */
export function ownPath(path: string | null | undefined): string {
  if (!path?.startsWith('/') || path.startsWith('/sign-in')) return coursesAddress;
  const base = 'http://portal.invalid';
  const url = URL.canParse(path, base) ? new URL(path, base) : null;
  if (url?.origin !== base || url.pathname === '/') return coursesAddress;
  return url.pathname.startsWith('//') ? coursesAddress : url.pathname + url.search;
}

/** Moodle's page that restores the backup; null where there is none. Only web addresses: a link must not run anything. */
export function restoreAddress(backup: { restoreurl: string | null }): string | null {
  const { restoreurl } = backup;
  return restoreurl && URL.canParse(restoreurl) && /^https?:$/.test(new URL(restoreurl).protocol) ? restoreurl : null;
}

/** Where the browser gets a backup's file; null where there is none to get here. Only addresses of this site. */
export function downloadAddress(backup: { backupid: string | null; downloadurl: string | null }): string | null {
  if (!backup.downloadurl) return null;
  if (backup.backupid) return `/api/v1/backups/${encodeURIComponent(backup.backupid)}/download`;
  return backup.downloadurl.startsWith('/api/v1/') ? backup.downloadurl : null;
}
