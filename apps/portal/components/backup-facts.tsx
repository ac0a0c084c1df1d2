import type { ReactNode } from 'react';
import { type BackupView, outcomeOf } from '../data/views';
import { duration, exactMoment } from '../text/format';
import { formatting, words } from '../text/server';
import { durationOf } from '../view/estimate';

/** What support asks for: file, status with its number, id, exact times, the reason of a failure, the notes. */
export async function BackupFacts({ backup }: { backup: BackupView }) {
  const text = words().course;
  const format = await formatting();
  const took = durationOf(backup);
  const outcome = outcomeOf(backup);
  return (
    <dl className="appears mt-2 grid gap-x-6 gap-y-1 rounded-lg bg-sunken px-4 py-3 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
      {backup.error ? (
        <Fact name={text.facts.reason}>
          {backup.error.message} <span className="text-quiet">({backup.error.code})</span>
        </Fact>
      ) : null}
      {backup.warnings.length > 0 ? (
        <Fact name={text.facts.notes}>
          <ul>
            {backup.warnings.map(({ code, message }, index) => (
              <li key={index}>
                {message} <span className="text-quiet">({code})</span>
              </li>
            ))}
          </ul>
        </Fact>
      ) : null}
      {backup.filename ? <Fact name={text.facts.file}>{backup.filename}</Fact> : null}
      <Fact name={text.facts.began}>{exactMoment(backup.timecreated, format)}</Fact>
      {backup.timefinished ? <Fact name={text.facts.ended}>{exactMoment(backup.timefinished, format)}</Fact> : null}
      {took !== null && backup.origin === 'coursekeep' ? (
        <Fact name={text.facts.took}>{duration(took, format.locale)}</Fact>
      ) : null}
      {outcome ? (
        <Fact name={text.facts.status}>
          {text.outcomes[outcome]} ({backup.status})
        </Fact>
      ) : null}
      {backup.backupid ? (
        <Fact name={text.facts.id}>
          <span className="font-mono">{backup.backupid}</span>
        </Fact>
      ) : null}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-quiet">{name}</dt>
      <dd className="wrap-anywhere max-sm:mb-2">{children}</dd>
    </>
  );
}
