'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useBackup } from '../data/use-backup';
import { isWaiting, outcomeOf, type BackupView } from '../data/views';
import { percent } from '../text/format';
import { useWords } from '../text/text-provider';
import { announce } from './announcer';

/** Follows a backup that a page lists among others: when it ends, a notice says how, and the page is read again. */
export function useRunningBackup(initial: BackupView, courseName: string) {
  const { notice, locale } = useWords();
  const router = useRouter();
  const { backup } = useBackup(initial);
  const outcome = outcomeOf(backup);

  useEffect(() => {
    if (!outcome) return;
    announce(notice[outcome](courseName));
    router.refresh();
  }, [outcome, courseName, router, notice]);

  return { backup, waiting: isWaiting(backup), share: percent(backup.progress, locale) };
}
