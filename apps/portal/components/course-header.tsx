import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { CourseView } from '../data/views';
import { words } from '../text/server';
import { coursesAddress } from '../view/addresses';

/** The way back, the course's name and where it belongs. */
export function CourseHeader({ course, children }: { course: CourseView; children?: ReactNode }) {
  return (
    <>
      <BackLink href={coursesAddress}>{words().bar.home}</BackLink>
      <div className="mt-3 mb-6">
        <h1>{course.fullname}</h1>
        <p className="text-quiet">
          {course.shortname} · {course.category}
        </p>
      </div>
      {children}
    </>
  );
}

export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="-ms-1 inline-flex min-h-9 items-center gap-1.5 rounded px-1 text-sm text-quiet hover:text-ink hover:underline"
    >
      <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
      {children}
    </Link>
  );
}
