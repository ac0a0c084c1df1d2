import Link from 'next/link';
import { words } from '../text/server';
import { listAddress, type CourseListView } from '../view/course-list';
import { buttonLook } from './ui/classes';

/** To the neighbouring pages of the list; nothing where there is only one. */
export function Pager({ view, page, pages }: { view: CourseListView; page: number; pages: number }) {
  const text = words().courses;
  if (pages === 1) return null;
  return (
    <nav aria-label={text.pages} className="mt-6 flex flex-wrap items-center justify-center gap-4">
      {page > 1 ? (
        <Link rel="prev" href={listAddress({ ...view, page: page - 1 })} className={buttonLook.plain}>
          {text.previous}
        </Link>
      ) : null}
      <span className="text-quiet">{text.page(page, pages)}</span>
      {page < pages ? (
        <Link rel="next" href={listAddress({ ...view, page: page + 1 })} className={buttonLook.plain}>
          {text.next}
        </Link>
      ) : null}
    </nav>
  );
}
