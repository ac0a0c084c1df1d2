'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { CancelState } from '../actions/backup';
import { useBackup } from '../data/use-backup';
import { isUnfinished, isWaiting, outcomeOf, type BackupView } from '../data/views';
import { duration, percent } from '../text/format';
import { useWords } from '../text/text-provider';
import { remainingSeconds } from '../view/estimate';
import { reasonOf } from '../view/failure';
import { tabTitle } from '../view/tab-title';
import { CancelBackup } from './cancel-backup';
import { EndedBackup } from './ended-backup';
import { useTabTitle } from './use-tab-title';
import { card } from './ui/classes';
import { Notice } from './ui/notice';
import { ProgressBar } from './ui/progress-bar';

/** A backup from the waiting line to its end. `now` is the server's clock when it wrote the page, in Unix seconds. */
export function RunningView({
  initial,
  shortName,
  now,
  cancel,
}: {
  initial: BackupView;
  shortName: string;
  now: number;
  cancel: (before: CancelState, form: FormData) => Promise<CancelState>;
}) {
  const text = useWords();
  const router = useRouter();
  const { backup, lost } = useBackup(initial);
  const outcome = outcomeOf(backup);
  const unfinished = outcome === null;
  const title = tabTitle(backup, shortName, text);
  useTabTitle(title);

  useEffect(() => {
    // The details below are the server's; they know of the end only then.
    if (!unfinished && isUnfinished(initial)) router.refresh();
  }, [unfinished, initial, router]);

  return (
    <div className={`${card} p-5 sm:p-8`}>
      {outcome ? <EndedBackup backup={backup} outcome={outcome} /> : <Working backup={backup} now={now} />}
      {unfinished && lost ? (
        <div className="mt-5">
          <Notice tone="info" role="status">
            {text.running.lost}
          </Notice>
        </div>
      ) : null}
      {unfinished ? <CancelBackup action={cancel} /> : null}
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
  const waits = backup.error ? text.waitingToTryAgain : text.waiting;
  return (
    <>
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <p className="min-w-0 font-semibold wrap-anywhere">{waiting ? waits : backup.step || text.working}</p>
        <p className="text-2xl font-semibold" aria-hidden>
          {share}
        </p>
      </div>
      <ProgressBar share={backup.progress} label={text.progress} valueText={share} />
      <p className="mt-3 flex flex-wrap justify-between gap-x-6 text-quiet">
        <span>{waiting ? <WaitingText backup={backup} /> : text.elapsed(duration(elapsed, locale))}</span>
        <span>{remaining === null ? null : text.remaining(duration(remaining, locale))}</span>
      </p>
      <p className="mt-6 text-quiet">{text.leave}</p>
    </>
  );
}

/** Why it waits: for others before it, or to be tried again. */
function WaitingText({ backup }: { backup: BackupView }) {
  const words = useWords();
  const reason = reasonOf(backup, words);
  return reason ? words.running.waitingAgain(reason) : words.running.waitingText;
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
