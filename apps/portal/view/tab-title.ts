import type { BackupView } from '../data/views';
import { isGood, isUnfinished, isWaiting } from '../data/views';
import type { Catalogue } from '../text';
import { percent } from '../text/format';

/** What the browser's tab says of a backup: how far it is, or how it ended. */
export function tabTitle(backup: BackupView, shortName: string, { running, locale }: Catalogue): string {
  if (isWaiting(backup)) return running.waitingTab(shortName);
  if (isUnfinished(backup)) return running.tab(percent(backup.progress, locale), shortName);
  return isGood(backup) ? running.doneTab(shortName) : running.failedTab(shortName);
}
