'use client';

import Link from 'next/link';
import type { BackupView } from '../data/views';
import { useWords } from '../text/text-provider';
import { backupAddress } from '../view/addresses';
import { useRunningBackup } from './use-running-backup';
import { buttonLook, card } from './ui/classes';
import { ProgressBar } from './ui/progress-bar';

/** A backup that runs, on top of its course's time line; when it ends it takes its place below. */
export function RunningCard({ initial, courseName }: { initial: BackupView; courseName: string }) {
  const text = useWords();
  const { backup, waiting, share } = useRunningBackup(initial, courseName);
  return (
    <div className={`${card} flex flex-wrap items-center gap-x-6 gap-y-3 p-4 sm:px-5`}>
      <div className="min-w-0 grow basis-72">
        <p className="mb-2 flex justify-between gap-4">
          <span className="min-w-0 truncate">
            {waiting ? text.running.waiting : backup.step || text.running.working}
          </span>
          <span className="text-quiet">{share}</span>
        </p>
        <ProgressBar share={backup.progress} label={text.running.progress} valueText={share} />
        <p className="mt-2 text-sm text-quiet">
          {backup.users ? text.course.withPeople : text.course.contentOnly} · {text.course.by(backup.who)}
        </p>
      </div>
      <Link
        href={backupAddress(backup.courseid, initial.backupid ?? '')}
        className={`${buttonLook.plain} max-sm:w-full`}
      >
        {text.course.watch}
      </Link>
    </div>
  );
}
