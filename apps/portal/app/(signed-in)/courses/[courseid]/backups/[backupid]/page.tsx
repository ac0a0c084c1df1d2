import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { BackupFacts } from '../../../../../../components/backup-facts';
import { BackLink } from '../../../../../../components/course-header';
import { Problem } from '../../../../../../components/problem';
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
  const { value } = await load(params);
  if (!value) return { title: words().problems.missing.title };
  const [{ course }, backup] = value;
  return { title: { absolute: tabTitle(backup, course.shortname, words()) } };
}

export default async function BackupPage({ params }: Props) {
  const { value, problem } = await load(params);
  if (problem) return <Problem error={problem} />;
  const [{ course }, backup] = value;
  if (backup.courseid !== course.id) notFound();
  const text = words();
  return (
    <div className="mx-auto max-w-3xl">
      <BackLink href={courseAddress(course.id)}>{course.fullname}</BackLink>
      <h1 className="mt-3 mb-6">{text.running.title(course.fullname)}</h1>
      {isUnfinished(backup) ? (
        <noscript>
          <meta httpEquiv="refresh" content="5" />
        </noscript>
      ) : null}
      <RunningView initial={backup} shortName={course.shortname} now={formatting().now} />
      <details className="mt-6">
        <summary className="w-fit text-sm text-quiet hover:text-ink">{text.course.details}</summary>
        <BackupFacts backup={backup} />
      </details>
    </div>
  );
}

async function load(params: Props['params']) {
  const { courseid, backupid } = await params;
  const courseId = courseIdOf(courseid) ?? notFound();
  return attempt(Promise.all([readCourse(courseId), readBackup(backupid)]));
}
