import type { ReactNode } from 'react';

/** A course's pages, and the panel that may lie over them. */
export default function CourseLayout({ children, panel }: { children: ReactNode; panel: ReactNode }) {
  return (
    <>
      {children}
      {panel}
    </>
  );
}
