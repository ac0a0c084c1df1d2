import { BookOpen, CircleAlert, CircleSlash, Download, Info, Users } from 'lucide-react';
import { type BackupView, isGood, outcomeOf } from '../data/views';
import { dayAndTime, size } from '../text/format';
import { formatting, words } from '../text/server';
import { downloadAddress } from '../view/addresses';
import { reasonOf } from '../view/failure';
import { momentOf } from '../view/safety';
import { BackupDetails } from './backup-details';
import { buttonLook } from './ui/classes';
import { Moment } from './ui/moment';

/** One backup on the time line: when, what is in it, who made it; its file; under *Details* the rest. */
export async function BackupRow({ backup }: { backup: BackupView }) {
  const text = words().course;
  const format = await formatting();
  const when = dayAndTime(momentOf(backup), format);
  const address = downloadAddress(backup);
  const reason = reasonOf(backup, words());
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
              <span className={`inline-flex items-center gap-1 ${isLossy(backup) ? 'text-aging' : ''}`}>
                <Info aria-hidden className="size-4" />
                {text.warnings(backup.warnings.length)}
              </span>
            ) : null}
          </p>
          {reason ? <p className="mt-1 wrap-anywhere">{reason}</p> : null}
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
      <div className="max-sm:mt-2">
        <BackupDetails backup={backup} />
      </div>
    </li>
  );
}

/** Is something not in it as it should be? */
function isLossy({ warnings }: BackupView): boolean {
  return warnings.some(({ kind }) => kind === 'loss');
}

function Contents({ backup }: { backup: BackupView }) {
  const text = words().course;
  const outcome = outcomeOf(backup);
  if (outcome && outcome !== 'good') {
    const Icon = outcome === 'cancelled' ? CircleSlash : CircleAlert;
    return (
      <span className={`inline-flex items-center gap-1 ${outcome === 'cancelled' ? '' : 'text-danger'}`}>
        <Icon aria-hidden className="size-4" />
        {text.outcomes[outcome]}
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
