import { FolderOpen, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { CourseSearch } from '../../../components/course-search';
import { CourseTable } from '../../../components/course-table';
import { Pager } from '../../../components/pager';
import { Problem } from '../../../components/problem';
import { buttonLook } from '../../../components/ui/classes';
import { EmptyState } from '../../../components/ui/empty-state';
import { attempt, listCourses } from '../../../data/api';
import { words } from '../../../text/server';
import { coursesAddress } from '../../../view/addresses';
import { listViewOf, pagesOf, type SearchParams } from '../../../view/course-list';

export function generateMetadata(): Metadata {
  return { title: words().courses.title };
}

export default async function CoursesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const view = listViewOf(await searchParams);
  const text = words().courses;
  const { value: list, problem } = await attempt(listCourses(view));
  if (problem) return <Problem error={problem} />;
  if (list.total === 0) {
    return (
      <>
        <h1 className="mb-6">{text.title}</h1>
        <EmptyState icon={FolderOpen} title={text.none.title} text={text.none.text} />
      </>
    );
  }
  const { page, pages } = pagesOf(view, list.matching);
  return (
    <>
      <div className="mb-6 flex flex-wrap items-baseline justify-between gap-x-4">
        <h1>{text.title}</h1>
        <p role="status" className="text-quiet">
          {text.count(list.matching)}
        </p>
      </div>
      <CourseSearch view={view} />
      {list.matching === 0 ? (
        <EmptyState icon={SearchX} title={text.nothingFound.title} text={text.nothingFound.text}>
          <Link href={coursesAddress} className={buttonLook.plain}>
            {text.nothingFound.action}
          </Link>
        </EmptyState>
      ) : (
        <CourseTable courses={list.courses} />
      )}
      <Pager view={view} page={page} pages={pages} />
    </>
  );
}
