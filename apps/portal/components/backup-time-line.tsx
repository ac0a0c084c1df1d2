import { Archive } from 'lucide-react';
import { month } from '../text/format';
import { formatting, words } from '../text/server';
import type { TimeLine } from '../view/time-line';
import { BackupRow } from './backup-row';
import { RunningCard } from './running-card';
import { card } from './ui/classes';
import { EmptyState } from './ui/empty-state';

/** A course's backups: what runs on top, then the others by month, newest first. */
export async function BackupTimeLine({ timeLine, courseName }: { timeLine: TimeLine; courseName: string }) {
  const text = words().course;
  const format = await formatting();
  const { unfinished, months } = timeLine;
  return (
    <>
      {unfinished.length > 0 ? (
        <section className="mb-10" aria-labelledby="running">
          <h2 id="running" className="mb-3 font-semibold">
            {text.running}
          </h2>
          <div className="flex flex-col gap-3">
            {unfinished.map((backup) => (
              <RunningCard key={backup.backupid} initial={backup} courseName={courseName} />
            ))}
          </div>
        </section>
      ) : null}
      <section aria-labelledby="backups">
        <h2 id="backups" className={months.length > 0 ? 'mb-3 font-semibold' : 'sr-only'}>
          {text.backups}
        </h2>
        {months.length === 0 && unfinished.length === 0 ? (
          <EmptyState icon={Archive} title={text.empty.title} text={text.empty.text} />
        ) : null}
        <div className="flex flex-col gap-6">
          {months.map(({ moment, backups }) => (
            <section key={moment} aria-labelledby={`month-${moment}`}>
              <h3 id={`month-${moment}`} className="mb-2 text-sm text-quiet">
                {month(moment, format)}
              </h3>
              <ul className={`${card} divide-y divide-line`}>
                {backups.map((backup) => (
                  <BackupRow key={backup.backupid ?? `${backup.timecreated}-${backup.filename}`} backup={backup} />
                ))}
              </ul>
            </section>
          ))}
        </div>
      </section>
    </>
  );
}
