'use client';

import { CircleAlert, CircleSlash, Download, FileX, ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { BackupView, Outcome } from '../data/views';
import { duration, size } from '../text/format';
import { useWords } from '../text/text-provider';
import { courseAddress, downloadAddress, newBackupAddress } from '../view/addresses';
import { durationOf } from '../view/estimate';
import { reasonOf } from '../view/failure';
import { buttonLook } from './ui/classes';
import { Notice } from './ui/notice';
import { WayBack } from './way-back';

/** What became of a backup, and what to do next. */
export function EndedBackup({ backup, outcome }: { backup: BackupView; outcome: Outcome }) {
  return outcome === 'good' ? <Done backup={backup} /> : <NotDone backup={backup} outcome={outcome} />;
}

function Done({ backup }: { backup: BackupView }) {
  const { running: text, locale } = useWords();
  const took = durationOf(backup);
  const address = downloadAddress(backup);
  return (
    <div className="appears">
      <OutcomeLine icon={<ShieldCheck aria-hidden className="size-7" />} look="bg-safe-soft text-safe">
        <h2 className="font-semibold">{text.done(took === null ? '' : duration(took, locale))}</h2>
        <p className="text-quiet">{text.doneText(backup.users)}</p>
      </OutcomeLine>
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
      {backup.warnings.length > 0 ? (
        <div className="mt-6">
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
      <WayBack backup={backup} />
    </div>
  );
}

const notDoneLooks = {
  failed: { look: 'bg-danger-soft text-danger', Icon: CircleAlert },
  cancelled: { look: 'bg-sunken text-quiet', Icon: CircleSlash },
  lost: { look: 'bg-danger-soft text-danger', Icon: FileX },
  damaged: { look: 'bg-danger-soft text-danger', Icon: FileX },
} as const;

/** A backup that cannot be restored: what happened, what that means, what to do. */
function NotDone({ backup, outcome }: { backup: BackupView; outcome: Exclude<Outcome, 'good'> }) {
  const words = useWords();
  const { running: text } = words;
  const { look, Icon } = notDoneLooks[outcome];
  const title = { failed: text.failed, cancelled: text.cancelled, lost: text.gone, damaged: text.damaged }[outcome];
  return (
    <div className="appears">
      <OutcomeLine icon={<Icon aria-hidden className="size-7" />} look={look}>
        <h2 className="font-semibold">{title}</h2>
        <p className="wrap-anywhere">{reasonOf(backup, words)}</p>
      </OutcomeLine>
      {outcome === 'lost' || outcome === 'damaged' ? null : (
        <p className="mt-5 text-quiet">
          {text.failedText} {outcome === 'failed' ? text.failedHelp : null}
        </p>
      )}
      <div className="mt-6 flex flex-wrap gap-3 max-sm:*:w-full">
        <Link href={newBackupAddress(backup.courseid)} className={buttonLook.main}>
          {outcome === 'failed' ? text.again : text.anew}
        </Link>
        <Link href={courseAddress(backup.courseid)} className={buttonLook.plain}>
          {text.back}
        </Link>
      </div>
    </div>
  );
}

function OutcomeLine({ icon, look, children }: { icon: ReactNode; look: string; children: ReactNode }) {
  return (
    <div className="flex items-center gap-4">
      <span className={`shrink-0 rounded-full p-3 ${look}`}>{icon}</span>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
