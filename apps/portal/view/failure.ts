import { failureByCode } from '@coursekeep/errors';
import { type BackupView, outcomeOf } from '../data/views';
import type { Catalogue } from '../text';

/** Why a backup is none that can be restored, in a sentence for who asked for it; null where it is one. The service's own
 *  words are among the details. */
export function reasonOf(backup: BackupView, { running }: Catalogue): string | null {
  if (!backup.error) return null;
  const outcome = outcomeOf(backup);
  // Who cancelled it is said by the service, and by nobody else.
  if (outcome === 'cancelled') return backup.error.message;
  if (outcome === 'damaged') return running.damagedText;
  return outcome === 'lost' ? running.goneText : running.failures[failureByCode(backup.error.code).concern];
}
