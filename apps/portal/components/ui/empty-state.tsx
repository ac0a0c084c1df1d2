import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { card } from './classes';

/** What stands where a list has nothing: what is missing, and the next step. */
export function EmptyState({
  icon: Icon,
  title,
  text,
  heading: Heading = 'h2',
  children,
}: {
  icon: LucideIcon;
  title: string;
  text: string;
  /** `h1` where it is all that the page has. */
  heading?: 'h1' | 'h2';
  children?: ReactNode;
}) {
  return (
    <div className={`${card} flex flex-col items-center gap-3 px-6 py-14 text-center`}>
      <span className="rounded-full bg-sunken p-4 text-quiet">
        <Icon aria-hidden className="size-7" />
      </span>
      <Heading className="text-base font-semibold tracking-normal">{title}</Heading>
      <p className="max-w-prose text-quiet">{text}</p>
      {children}
    </div>
  );
}
