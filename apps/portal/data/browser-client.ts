import { errorOf } from './api-error';
import type { BackupView } from './views';

/** The state of a backup, asked from the browser with its own cookie. Throws `ApiError` for a refusal, a `TypeError`
 *  where the network fails. */
export async function fetchBackup(backupId: string, signal: AbortSignal): Promise<BackupView> {
  const response = await fetch(`/api/v1/backups/${encodeURIComponent(backupId)}`, {
    signal,
    cache: 'no-store',
    credentials: 'same-origin',
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw await errorOf(response);
  return ((await response.json()) as { backup: BackupView }).backup;
}
