'use client';

import { CircleAlert, Download, ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useBackup } from '../data/use-backup';
import { isGood, isUnfinished, isWaiting } from '../data/views';
import type { BackupView } from '../data/views';
import { duration, percent, size } from '../text/format';
import { useWords } from '../text/text-provider';
import { courseAddress, downloadAddress, newBackupAddress } from '../view/addresses';
import { durationOf, remainingSeconds } from '../view/estimate';
import { tabTitle } from '../view/tab-title';
import { useTabTitle } from './use-tab-title';
import { buttonLook, card } from './ui/classes';
import { Notice } from './ui/notice';
import { ProgressBar } from './ui/progress-bar';

/** A backup from the waiting line to its end. `now` is the server's clock when it wrote the page, in Unix seconds. */
export function RunningView({
  initial,

  shortName,
  now,
}: {
  initial: BackupView;
  shortName: string;
  now: number;
}) {
  const text = useWords();
  const router = useRouter();
  const { backup, lost } = useBackup(initial);
  const unfinished = isUnfinished(backup);
  const title = tabTitle(backup, shortName, text);
  useTabTitle(title);

  useEffect(() => {
    // The details below are the server's; they know of the end only then.
    if (!unfinished && isUnfinished(initial)) router.refresh();
  }, [unfinished, initial, router]);

  return (
    <div className={`${card} p-5 sm:p-8`}>
      {unfinished ? <Working backup={backup} now={now} /> : null}
      {!unfinished && isGood(backup) ? <Done backup={backup} /> : null}
      {!unfinished && !isGood(backup) ? <Failed backup={backup} /> : null}
      {lost ? (
        <div className="mt-5">
          <Notice tone="info">{text.running.lost}</Notice>
        </div>
      ) : null}
      <p role="status" className="sr-only">
        {unfinished ? text.running.said(percent(quarter(backup.progress), text.locale)) : title}
      </p>
    </div>
  );
}

function Working({ backup, now }: { backup: BackupView; now: number }) {
  const { running: text, locale } = useWords();
  const elapsed = useElapsed(backup.timecreated, now);
  const remaining = remainingSeconds(backup.progress, elapsed);
  const share = percent(backup.progress, locale);
  const waiting = isWaiting(backup);
  return (
    <>
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <p className="min-w-0 font-semibold wrap-anywhere">{waiting ? text.waiting : backup.step || text.working}</p>
        <p className="text-2xl font-semibold" aria-hidden>
          {share}
        </p>
      </div>
      <ProgressBar share={backup.progress} label={text.progress} valueText={share} />
      <p className="mt-3 flex flex-wrap justify-between gap-x-6 text-quiet">
        <span>{waiting ? text.waitingText : text.elapsed(duration(elapsed, locale))}</span>
        <span>{remaining === null ? null : text.remaining(duration(remaining, locale))}</span>
      </p>
      <p className="mt-6 text-quiet">{text.leave}</p>
    </>
  );
}

function Done({ backup }: { backup: BackupView }) {
  const { running: text, locale } = useWords();
  const took = durationOf(backup);
  const address = downloadAddress(backup);
  return (
    <div className="appears">
      <Outcome icon={<ShieldCheck aria-hidden className="size-7" />} look="bg-safe-soft text-safe">
        <h2 className="font-semibold">{text.done(took === null ? '' : duration(took, locale))}</h2>
        <p className="text-quiet">{text.doneText(backup.users)}</p>
      </Outcome>
      {backup.warnings.length > 0 ? (
        <div className="mt-5">
          <Notice tone="info">
            <p className="font-semibold">{text.notes(backup.warnings.length)}</p>
            <ul className="mt-1 list-disc ps-5">
              {backup.warnings.map(({ message }, index) => (
                <li key={index}>{message}</li>
              ))}
            </ul>
          </Notice>
        </div>
      ) : null}
      <div className="mt-6 flex flex-wrap gap-3 max-sm:*:w-full">
        {address ? (
          <a href={address} download className={buttonLook.main}>
            <Download aria-hidden className="size-5" />
            {text.download(backup.filesize ? size(backup.filesize, locale) : '')}
          </a>
        ) : null}
        <Link href={courseAddress(backup.courseid)} className={buttonLook.plain}>
          {text.back}
        </Link>
      </div>
    </div>
  );
}

function Failed({ backup }: { backup: BackupView }) {
  const { running: text } = useWords();
  return (
    <div className="appears">
      <Outcome icon={<CircleAlert aria-hidden className="size-7" />} look="bg-danger-soft text-danger">
        <h2 className="font-semibold">{text.failed}</h2>
        <p className="wrap-anywhere">{backup.error?.message}</p>
      </Outcome>
      <p className="mt-5 text-quiet">
        {text.failedText} {text.failedHelp}
      </p>
      <div className="mt-6 flex flex-wrap gap-3 max-sm:*:w-full">
        <Link href={newBackupAddress(backup.courseid)} className={buttonLook.main}>
          {text.again}
        </Link>
        <Link href={courseAddress(backup.courseid)} className={buttonLook.plain}>
          {text.back}
        </Link>
      </div>
    </div>
  );
}

function Outcome({ icon, look, children }: { icon: ReactNode; look: string; children: ReactNode }) {
  return (
    <div className="flex items-center gap-4">
      <span className={`shrink-0 rounded-full p-3 ${look}`}>{icon}</span>
      <div className="min-w-0">{children}</div>
    </div>
  );
}

/** Seconds since `start` by the server's clock, which may differ from the browser's; ticks each second. */
function useElapsed(start: number, serverNow: number): number {
  const [elapsed, setElapsed] = useState(serverNow - start);
  useEffect(() => {
    const shown = Date.now();
    const timer = setInterval(() => setElapsed(serverNow - start + (Date.now() - shown) / 1000), 1000);
    return () => clearInterval(timer);
  }, [start, serverNow]);
  return Math.max(0, elapsed);
}

/** What screen readers are told: not each step, but each quarter. */
function quarter(progress: number): number {
  return Math.floor(progress * 4) / 4;
}
