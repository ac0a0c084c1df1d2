import { type BackupView, isWaiting, outcomeOf } from '../data/views';
import type { Catalogue } from '../text';
import { percent } from '../text/format';

/** What the browser's tab says of a backup: how far it is, or how it ended. */
export function tabTitle(backup: BackupView, shortName: string, { running, course, locale }: Catalogue): string {
  if (isWaiting(backup)) return running.waitingTab(shortName);
  const outcome = outcomeOf(backup);
  if (!outcome) return running.tab(percent(backup.progress, locale), shortName);
  return running.endedTab(course.outcomes[outcome], shortName);
}
