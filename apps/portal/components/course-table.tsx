import { EyeOff } from 'lucide-react';
import Link from 'next/link';
import type { CourseView } from '../data/views';
import { size } from '../text/format';
import { formatting, words } from '../text/server';
import { courseAddress, newBackupAddress } from '../view/addresses';
import { courseSafety } from '../view/safety';
import { RunningMark } from './running-mark';
import { SafetyMark } from './safety-mark';
import { buttonLook, card } from './ui/classes';
import { LinkProgress } from './ui/link-progress';

const columns = 'md:grid-cols-[minmax(0,1fr)_minmax(0,17rem)_5.5rem_8rem]';
const row = `md:grid md:items-center md:gap-4 md:px-5 ${columns}`;

/** The courses with their safety: a table that turns into cards on a phone. The roles are written out because `display`
 *  takes them from table elements. */
export function CourseTable({ courses }: { courses: readonly CourseView[] }) {
  const text = words().courses;
  return (
    <table role="table" className={`${card} block max-md:border-0 max-md:bg-transparent`}>
      <caption className="sr-only">{text.title}</caption>
      <thead role="rowgroup" className="block max-md:sr-only">
        <tr role="row" className={`${row} border-b border-line py-2 text-start text-sm text-quiet`}>
          {(['course', 'safety', 'size'] as const).map((column) => (
            <th
              key={column}
              role="columnheader"
              scope="col"
              className={`font-normal ${column === 'size' ? 'text-end' : 'text-start'}`}
            >
              {text.columns[column]}
            </th>
          ))}
          <th role="columnheader" scope="col">
            <span className="sr-only">{text.columns.action}</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup" className="flex flex-col max-md:gap-3">
        {courses.map((course) => (
          <CourseRow key={course.id} course={course} />
        ))}
      </tbody>
    </table>
  );
}

async function CourseRow({ course }: { course: CourseView }) {
  const text = words();
  const { locale, now } = await formatting();
  return (
    <tr
      role="row"
      className={`${row} flex flex-wrap gap-x-4 gap-y-3 py-3 max-md:rounded-xl max-md:border max-md:border-line max-md:bg-surface max-md:p-4 md:not-last:border-b md:not-last:border-line`}
    >
      <th role="rowheader" scope="row" className="min-w-0 text-start font-normal max-md:basis-full">
        <Link
          href={courseAddress(course.id)}
          className="rounded font-semibold text-ink hover:text-accent hover:underline"
        >
          {course.fullname}
          <LinkProgress />
        </Link>
        <span className="flex flex-wrap gap-x-2 text-sm text-quiet">
          <span>{course.shortname}</span>
          <span aria-hidden>·</span>
          <span>{course.category}</span>
          {course.visible ? null : (
            <span className="inline-flex items-center gap-1">
              <EyeOff aria-hidden className="size-4" />
              {text.courses.hidden}
            </span>
          )}
        </span>
      </th>
      <td role="cell" className="min-w-0 max-md:grow max-md:basis-0">
        {course.running?.backupid ? (
          <RunningMark initial={course.running} courseName={course.fullname} />
        ) : (
          <SafetyMark safety={courseSafety(course, now)} />
        )}
      </td>
      <td role="cell" className="text-quiet max-md:empty:hidden md:text-end">
        {course.good?.filesize ? size(course.good.filesize, locale) : null}
      </td>
      <td role="cell" className="max-md:basis-full md:text-end">
        <Link
          href={newBackupAddress(course.id)}
          aria-label={text.courses.backUpCourse(course.fullname)}
          className={`${buttonLook.plain} max-md:w-full`}
        >
          {text.courses.backUp}
        </Link>
      </td>
    </tr>
  );
}
