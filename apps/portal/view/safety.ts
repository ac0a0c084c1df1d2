import { type BackupView, type CourseView, isGood, outcomeOf } from '../data/views';

const DAY = 86_400;
/** After this a backup no longer makes one feel safe. */
export const OLD_AFTER_DAYS = 30;

export type SafetyLevel = 'safe' | 'old' | 'failed' | 'never';

/** Is my course safe, and since when? */
export interface Safety {
  readonly level: SafetyLevel;
  /** The newest good backup that is known. */
  readonly good: BackupView | null;
  /** The failed try after it. */
  readonly failed: BackupView | null;
}

/** Judges a course by its backups, newest first; those that run, were cancelled or have lost their file do not count.
 *  `now` in Unix seconds. */
export function safetyOf(backups: readonly BackupView[], now: number): Safety {
  const counting = backups.filter((backup) => ['good', 'failed'].includes(outcomeOf(backup) ?? ''));
  const good = counting.find(isGood) ?? null;
  const newest = counting[0] ?? null;
  const failed = newest && !isGood(newest) ? newest : null;
  return { level: levelOf(good, failed, now), good, failed };
}

/** The same by what the list of courses knows. */
export function courseSafety({ latest, good }: CourseView, now: number): Safety {
  const known = [latest, good].filter((backup) => backup !== null);
  // The good one may be Moodle's own, and newer than ours that failed.
  return safetyOf(
    known.sort((one, other) => other.timecreated - one.timecreated),
    now,
  );
}

/** The moment that counts for a backup: when it ended, or else when it was asked for. */
export function momentOf(backup: BackupView): number {
  return backup.timefinished ?? backup.timecreated;
}

function levelOf(good: BackupView | null, failed: BackupView | null, now: number): SafetyLevel {
  if (failed) return 'failed';
  if (!good) return 'never';
  // What a backup shows is the course at its start.
  return now - good.timecreated > OLD_AFTER_DAYS * DAY ? 'old' : 'safe';
}
