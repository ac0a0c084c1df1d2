'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { signInAddress } from '../view/addresses';
import { ApiError } from './api-error';
import { fetchBackup } from './browser-client';
import { isUnfinished, type BackupView } from './views';

const PAUSE_MS = 1_000;
const PAUSE_HIDDEN_MS = 5_000;
const PAUSE_LOST_MAX_MS = 15_000;

export interface WatchedBackup {
  readonly backup: BackupView;
  /** The last questions found no answer. */
  readonly lost: boolean;
}

/** Follows a backup until it ends, asking the API again and again: less often while the tab is hidden, at once when it
 *  comes back, with longer pauses while nothing answers. Where the answer is a refusal (the right to see it is gone),
 *  the page is read again, which says so. */
export function useBackup(initial: BackupView): WatchedBackup {
  const [answered, setAnswered] = useState<BackupView | null>(null);
  const [lost, setLost] = useState(false);
  const router = useRouter();
  const { backupid } = initial;
  // A page that is rendered again may know of the end before the next question is asked.
  const backup = answered?.backupid === backupid && isUnfinished(initial) ? answered : initial;
  const unfinished = isUnfinished(backup);

  useEffect(() => {
    if (!backupid || !unfinished) return;
    const ended = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    let failures = 0;

    async function ask(id: string): Promise<void> {
      try {
        const answer = await fetchBackup(id, ended.signal);
        failures = 0;
        setAnswered(answer);
        setLost(false);
        if (!isUnfinished(answer)) return;
      } catch (error) {
        if (ended.signal.aborted) return;
        if (error instanceof ApiError && error.status === 401) return leave();
        if (error instanceof ApiError && error.status < 500 && error.status !== 429) return router.refresh();
        failures += 1;
        setLost(failures > 1);
      }
      schedule(id);
    }

    function schedule(id: string): void {
      const pause = document.hidden ? PAUSE_HIDDEN_MS : PAUSE_MS;
      timer = setTimeout(() => void ask(id), Math.min(pause * 2 ** failures, Math.max(pause, PAUSE_LOST_MAX_MS)));
    }

    function onVisible(): void {
      if (document.hidden || !backupid) return;
      clearTimeout(timer);
      schedule(backupid);
    }

    schedule(backupid);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      ended.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [backupid, unfinished, router]);

  return { backup, lost };
}

function leave(): void {
  window.location.assign(signInAddress(window.location.pathname + window.location.search));
}
