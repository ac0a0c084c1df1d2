import { type BackupView, isGood } from '../data/views';

export interface Estimate {
  readonly bytes: number;
  readonly seconds: number;
}

/** What the next backup with or without people will probably cost: what the last one of that kind did. Null where
 *  there was none. */
export function estimateOf(backups: readonly BackupView[], users: boolean): Estimate | null {
  const last = backups.find((backup) => isGood(backup) && backup.users === users && backup.filesize !== null);
  if (!last || last.filesize === null) return null;
  return { bytes: last.filesize, seconds: durationOf(last) ?? 0 };
}

/** How long a backup took, from the request to its end; null where that is not known. */
export function durationOf(backup: BackupView): number | null {
  return backup.timefinished === null ? null : Math.max(0, backup.timefinished - backup.timecreated);
}

/** The seconds that remain, judged by the share done so far, and no more exact than such a judgement is; null while too
 *  little is done to tell. */
export function remainingSeconds(progress: number, elapsed: number): number | null {
  if (progress < 0.05 || progress >= 1 || elapsed < 2) return null;
  const seconds = (elapsed * (1 - progress)) / progress;
  const step = seconds >= 90 ? 60 : seconds >= 10 ? 5 : 1;
  return Math.max(1, Math.round(seconds / step) * step);
}
