'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useBackup } from '../data/use-backup';
import { isGood, isUnfinished, isWaiting } from '../data/views';
import type { BackupView } from '../data/views';
import { percent } from '../text/format';
import { useWords } from '../text/text-provider';
import { backupAddress } from '../view/addresses';
import { announce } from './announcer';
import { buttonLook, card } from './ui/classes';
import { ProgressBar } from './ui/progress-bar';

/** A backup that runs, on top of its course's time line; when it ends it takes its place below. */
export function RunningCard({ initial, courseName }: { initial: BackupView; courseName: string }) {
  const text = useWords();
  const router = useRouter();
  const { backup } = useBackup(initial);
  const ended = !isUnfinished(backup);
  const good = isGood(backup);

  useEffect(() => {
    if (!ended) return;
    announce(good ? text.notice.done(courseName) : text.notice.failed(courseName));
    router.refresh();
  }, [ended, good, courseName, router, text]);

  const share = percent(backup.progress, text.locale);
  const waiting = isWaiting(backup);
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
