import { type BackupView, outcomeOf } from '../data/views';
import type { Catalogue } from '../text';

/** Why a backup failed, as far as it matters to who asked for it. */
export const failureKinds = ['room', 'site', 'files', 'storage', 'course', 'rights', 'interrupted', 'other'] as const;
export type FailureKind = (typeof failureKinds)[number];

/** The codes that the service gives, by what they mean to a teacher. The first that fits counts. */
const codes: readonly (readonly [FailureKind, RegExp])[] = [
  ['room', /^(ENOSPC|EDQUOT|SQLITE_FULL|storage-full|disk_full)$/],
  ['site', /^(database-|sitedown$|snapshot-ended$)/],
  ['files', /^(dataroot|content-unreadable|file-unreadable|content-hash-invalid)/],
  ['storage', /^(EACCES|EPERM|EROFS|EIO|storage|folder_unusable)/],
  ['course', /^(course-unknown|course-not-found)$/],
  ['rights', /^(not-allowed|user-unknown)$/],
  ['interrupted', /^WorkerDied$/],
];

/** The kind of failure that an error code stands for; `other` where its message has to be read by somebody who knows. */
export function failureKind(code: string): FailureKind {
  return codes.find(([, pattern]) => pattern.test(code))?.[0] ?? 'other';
}

/** Why a backup is none that can be restored, in a sentence for who asked for it; null where it is one. The service's own
 *  words are among the details. */
export function reasonOf(backup: BackupView, { running }: Catalogue): string | null {
  if (!backup.error) return null;
  const outcome = outcomeOf(backup);
  // Who cancelled it is said by the service, and by nobody else.
  if (outcome === 'cancelled') return backup.error.message;
  return outcome === 'lost' ? running.goneText : running.failures[failureKind(backup.error.code)];
}
