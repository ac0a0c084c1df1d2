'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { coursesAddress } from '../view/addresses';
import { buttonLook } from './ui/classes';

/** Search from any page. The list of courses has its own, larger one. */
export function BarSearch({ label, children }: { label: string; children: ReactNode }) {
  if (usePathname() === coursesAddress) return null;
  return (
    <>
      <form role="search" action={coursesAddress} className="relative hidden md:block">
        <span className="pointer-events-none absolute inset-y-0 start-3 flex items-center text-quiet">{children}</span>
        <input
          type="search"
          name="q"
          aria-label={label}
          placeholder={label}
          className="h-9 w-48 rounded-lg lg:w-60 border border-edge/70 bg-canvas ps-10 pe-3 text-sm placeholder:text-quiet"
        />
      </form>
      <Link href={coursesAddress} className={`${buttonLook.quiet} md:hidden`} aria-label={label}>
        {children}
      </Link>
    </>
  );
}
