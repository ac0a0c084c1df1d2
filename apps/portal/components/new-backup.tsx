import { createBackup } from '../actions/backup';
import { attempt, listBackups, readCourse } from '../data/api';
import { isUnfinished } from '../data/views';
import { words } from '../text/server';
import { courseAddress } from '../view/addresses';
import { estimateOf } from '../view/estimate';
import { optionsOfWord } from '../view/presets';
import { NewBackupForm } from './new-backup-form';
import { Problem } from './problem';
import { Notice } from './ui/notice';

/** What "New backup" asks, under its title: on its page and in the panel. `wanted` is the choice that the address names. */
export async function NewBackup({ courseId, wanted }: { courseId: number; wanted: string | undefined }) {
  const { value, problem } = await attempt(Promise.all([readCourse(courseId), listBackups(courseId)]));
  if (problem) return <Problem error={problem} />;
  const [{ course, may }, backups] = value;
  const text = words().newBackup;
  return (
    <>
      <p className="mb-6 text-quiet">{text.lead(course.fullname)}</p>
      {backups.some(isUnfinished) ? (
        <div className="mb-6">
          <Notice tone="info">{text.alreadyRunning}</Notice>
        </div>
      ) : null}
      <NewBackupForm
        action={createBackup.bind(null, courseId)}
        courseAddress={courseAddress(courseId)}
        may={may}
        wanted={wanted === undefined ? null : optionsOfWord(wanted, may)}
        estimates={{ withPeople: estimateOf(backups, true), contentOnly: estimateOf(backups, false) }}
      />
    </>
  );
}
