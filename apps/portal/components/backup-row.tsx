import { BookOpen, ChevronDown, CircleAlert, Download, Info, Users } from 'lucide-react';
import type { BackupView } from '../data/views';
import { isGood } from '../data/views';
import { dayAndTime, size } from '../text/format';
import { formatting, words } from '../text/server';
import { downloadAddress } from '../view/addresses';
import { momentOf } from '../view/safety';
import { BackupFacts } from './backup-facts';
import { buttonLook } from './ui/classes';
import { Moment } from './ui/moment';

/** One backup on the time line: when, what is in it, who made it; its file; under *Details* the rest. */
export function BackupRow({ backup }: { backup: BackupView }) {
  const text = words().course;
  const format = formatting();
  const when = dayAndTime(momentOf(backup), format);
  const address = downloadAddress(backup);
  const weight = backup.filesize ? size(backup.filesize, format.locale) : '';
  return (
    <li className="px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="min-w-0 grow basis-64">
          <p className="flex justify-between gap-4">
            <span className="font-semibold">
              <Moment at={momentOf(backup)} text={when} />
            </span>
            <span className="text-quiet sm:hidden">{weight}</span>
          </p>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm text-quiet">
            <Contents backup={backup} />
            <Maker backup={backup} />
            {backup.warnings.length > 0 ? (
              <span className="inline-flex items-center gap-1 text-aging">
                <Info aria-hidden className="size-4" />
                {text.warnings(backup.warnings.length)}
              </span>
            ) : null}
          </p>
          {backup.error ? <p className="mt-1 wrap-anywhere">{backup.error.message}</p> : null}
        </div>
        <span className="w-20 text-end text-quiet max-sm:hidden">{weight}</span>
        {address ? (
          <a
            href={address}
            download
            aria-label={text.downloadOf(when, weight)}
            className={`${buttonLook.plain} w-full sm:w-36`}
          >
            <Download aria-hidden className="size-5" />
            {text.download}
          </a>
        ) : (
          <span className="text-sm text-quiet sm:w-36 sm:text-center">
            {isGood(backup) && backup.origin === 'moodle' ? text.downloadElsewhere : null}
          </span>
        )}
      </div>
      <details className="group">
        <summary className="inline-flex min-h-6 list-none items-center gap-1 rounded text-sm text-quiet hover:text-ink max-sm:mt-2 [&::-webkit-details-marker]:hidden">
          {text.details}
          <ChevronDown aria-hidden className="size-4 group-open:rotate-180" />
        </summary>
        <BackupFacts backup={backup} />
      </details>
    </li>
  );
}

function Contents({ backup }: { backup: BackupView }) {
  const text = words().course;
  if (!isGood(backup)) {
    return (
      <span className="inline-flex items-center gap-1 text-danger">
        <CircleAlert aria-hidden className="size-4" />
        {text.failed}
      </span>
    );
  }
  const Icon = backup.users ? Users : BookOpen;
  return (
    <span className="inline-flex items-center gap-1">
      <Icon aria-hidden className="size-4" />
      {backup.users ? text.withPeople : text.contentOnly}
    </span>
  );
}

function Maker({ backup }: { backup: BackupView }) {
  const text = words().course;
  if (backup.origin === 'moodle') return <span>{text.byMoodle}</span>;
  return backup.who ? <span>{text.by(backup.who)}</span> : null;
}
