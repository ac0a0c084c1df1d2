'use client';

import { LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import type { BackupView } from '../data/views';
import { useWords } from '../text/text-provider';
import { backupAddress } from '../view/addresses';
import { useRunningBackup } from './use-running-backup';
import { ProgressBar } from './ui/progress-bar';

/** A backup that runs, in a row of the list; when it ends the list is read again and a notice says so. */
export function RunningMark({ initial, courseName }: { initial: BackupView; courseName: string }) {
  const text = useWords();
  const { backup, waiting, share } = useRunningBackup(initial, courseName);
  return (
    <Link href={backupAddress(backup.courseid, initial.backupid ?? '')} className="block rounded text-ink no-underline">
      <span className="flex items-center gap-2">
        <LoaderCircle aria-hidden className="turning size-5 shrink-0 text-accent" />
        <span className="grow">{waiting ? text.safety.waiting : text.safety.running}</span>
        <span className="text-quiet">{share}</span>
      </span>
      <span className="mt-1.5 block">
        <ProgressBar share={backup.progress} label={text.running.progress} valueText={share} />
      </span>
    </Link>
  );
}
