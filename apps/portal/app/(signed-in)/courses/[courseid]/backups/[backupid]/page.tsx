import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cancelBackup } from '../../../../../../actions/backup';
import { BackupDetails } from '../../../../../../components/backup-details';
import { BackLink } from '../../../../../../components/course-header';
import { Problem, problemTitle } from '../../../../../../components/problem';
import { RunningView } from '../../../../../../components/running-view';
import { attempt, readBackup, readCourse } from '../../../../../../data/api';
import { isUnfinished } from '../../../../../../data/views';
import { formatting, words } from '../../../../../../text/server';
import { courseAddress } from '../../../../../../view/addresses';
import { courseIdOf } from '../../../../../../view/course-id';
import { tabTitle } from '../../../../../../view/tab-title';

interface Props {
  params: Promise<{ courseid: string; backupid: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { value, problem } = await load(params);
  if (problem) return { title: problemTitle(problem) };
  const [{ course }, backup] = value;
  return { title: { absolute: tabTitle(backup, course.shortname, words()) } };
}

export default async function BackupPage({ params }: Props) {
  const { value, problem } = await load(params);
  if (problem) return <Problem error={problem} />;
  const [{ course }, backup] = value;
  if (backup.courseid !== course.id) notFound();
  const text = words();
  const { backupid } = await params;
  const { now } = await formatting();
  return (
    <div className="mx-auto max-w-3xl">
      <BackLink href={courseAddress(course.id)}>{course.fullname}</BackLink>
      <h1 className="mt-3 mb-6">{text.running.title(course.fullname)}</h1>
      {isUnfinished(backup) ? (
        <noscript>
          <meta httpEquiv="refresh" content="5" />
        </noscript>
      ) : null}
      <RunningView
        initial={backup}
        shortName={course.shortname}
        now={now}
        cancel={cancelBackup.bind(null, course.id, backupid)}
      />
      <div className="mt-6">
        <BackupDetails backup={backup} />
      </div>
    </div>
  );
}

async function load(params: Props['params']) {
  const { courseid, backupid } = await params;
  const courseId = courseIdOf(courseid) ?? notFound();
  return attempt(Promise.all([readCourse(courseId), readBackup(backupid)]));
}
