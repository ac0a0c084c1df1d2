import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { createBackup } from '../../../../../actions/backup';
import { BackLink } from '../../../../../components/course-header';
import { NewBackupForm } from '../../../../../components/new-backup-form';
import { Problem } from '../../../../../components/problem';
import { Notice } from '../../../../../components/ui/notice';
import { attempt, listBackups, readCourse } from '../../../../../data/api';
import { isUnfinished } from '../../../../../data/views';
import { words } from '../../../../../text/server';
import { courseAddress } from '../../../../../view/addresses';
import { courseIdOf } from '../../../../../view/course-id';
import { estimateOf } from '../../../../../view/estimate';

interface Props {
  params: Promise<{ courseid: string }>;
}

export function generateMetadata(): Metadata {
  return { title: words().newBackup.title };
}

export default async function NewBackupPage({ params }: Props) {
  const courseId = courseIdOf((await params).courseid) ?? notFound();
  const { value, problem } = await attempt(Promise.all([readCourse(courseId), listBackups(courseId)]));
  if (problem) return <Problem error={problem} />;
  const [{ course, may }, backups] = value;
  const text = words().newBackup;
  return (
    <>
      <BackLink href={courseAddress(courseId)}>{course.fullname}</BackLink>
      <h1 className="mt-3">{text.title}</h1>
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
        estimates={{ withPeople: estimateOf(backups, true), contentOnly: estimateOf(backups, false) }}
      />
    </>
  );
}
