import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { BackLink } from '../../../../../components/course-header';
import { NewBackup } from '../../../../../components/new-backup';
import { attempt, readCourse } from '../../../../../data/api';
import { words } from '../../../../../text/server';
import { courseAddress } from '../../../../../view/addresses';
import { courseIdOf } from '../../../../../view/course-id';
import type { SearchParams } from '../../../../../view/course-list';

interface Props {
  params: Promise<{ courseid: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: words().newBackup.title };
}

export default async function NewBackupPage({ params, searchParams }: Props) {
  const courseId = courseIdOf((await params).courseid) ?? notFound();
  const { value } = await attempt(readCourse(courseId));
  const { with: wanted } = await searchParams;
  return (
    <>
      {value ? (
        <>
          <BackLink href={courseAddress(courseId)}>{value.course.fullname}</BackLink>
          <h1 className="mt-3">{words().newBackup.title}</h1>
        </>
      ) : null}
      <NewBackup courseId={courseId} wanted={typeof wanted === 'string' ? wanted : undefined} />
    </>
  );
}
