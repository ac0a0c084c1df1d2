import { ShieldPlus } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { BackupTimeLine } from '../../../../components/backup-time-line';
import { CourseHeader } from '../../../../components/course-header';
import { Problem, problemTitle } from '../../../../components/problem';
import { SafetySentence } from '../../../../components/safety-sentence';
import { buttonLook, card } from '../../../../components/ui/classes';
import { attempt, listBackups, readCourse } from '../../../../data/api';
import { formatting, words } from '../../../../text/server';
import { newBackupAddress } from '../../../../view/addresses';
import { courseIdOf } from '../../../../view/course-id';
import { safetyOf } from '../../../../view/safety';
import { timeLineOf } from '../../../../view/time-line';

interface Props {
  params: Promise<{ courseid: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { value, problem } = await attempt(readCourse(courseIdOf((await params).courseid) ?? notFound()));
  return { title: problem ? problemTitle(problem) : value.course.fullname };
}

export default async function CoursePage({ params }: Props) {
  const courseId = courseIdOf((await params).courseid) ?? notFound();
  const { value, problem } = await attempt(Promise.all([readCourse(courseId), listBackups(courseId)]));
  if (problem) return <Problem error={problem} />;
  const [{ course }, backups] = value;
  const { now, zone } = await formatting();
  const timeLine = timeLineOf(backups, zone);
  const text = words().course;
  return (
    <CourseHeader course={course}>
      <section className={`${card} mb-10 flex flex-wrap items-center justify-between gap-5 p-5 sm:p-6`}>
        <SafetySentence safety={safetyOf(backups, now)} running={timeLine.unfinished.length > 0} />
        <Link
          href={newBackupAddress(course.id)}
          scroll={false}
          className={`${timeLine.unfinished.length > 0 ? buttonLook.plain : buttonLook.main} max-sm:w-full`}
        >
          <ShieldPlus aria-hidden className="size-5" />
          {timeLine.unfinished.length > 0 ? text.backUpAgain : text.backUp}
        </Link>
      </section>
      <BackupTimeLine timeLine={timeLine} courseName={course.fullname} />
    </CourseHeader>
  );
}
