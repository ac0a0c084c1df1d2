import { type BackupView, isUnfinished, isWaiting } from '../data/views';

export interface Month {
  /** Any moment of the month, in Unix seconds, to name it by. */
  readonly moment: number;
  readonly backups: readonly BackupView[];
}

export interface TimeLine {
  /** Those that run, then those that wait, in the order of their turn. */
  readonly unfinished: readonly BackupView[];
  /** The others by the month in which they were asked for, newest first. */
  readonly months: readonly Month[];
}

/** Arranges a course's backups (newest first) as the course page shows them. Months are those of `zone`. */
export function timeLineOf(backups: readonly BackupView[], zone: string): TimeLine {
  const monthOf = new Intl.DateTimeFormat('en', { year: 'numeric', month: 'numeric', timeZone: zone });
  const months = new Map<string, BackupView[]>();
  for (const backup of backups) {
    if (isUnfinished(backup)) continue;
    const month = monthOf.format(backup.timecreated * 1000);
    months.set(month, [...(months.get(month) ?? []), backup]);
  }
  return {
    unfinished: backups
      .filter(isUnfinished)
      .reverse()
      .sort((one, other) => Number(isWaiting(one)) - Number(isWaiting(other))),
    months: [...months.values()].map((list) => ({ moment: list[0]?.timecreated ?? 0, backups: list })),
  };
}
