import { LogOut, Search } from 'lucide-react';
import Link from 'next/link';
import { signOut } from '../actions/session';
import type { SessionView } from '../data/views';
import { words } from '../text/server';
import { coursesAddress } from '../view/addresses';
import { BarSearch } from './bar-search';
import { Brand } from './brand';
import { ThemeSwitch } from './theme-switch';
import { buttonLook } from './ui/classes';

/** The bar above every page of somebody who is signed in. */
export function TopBar({ session }: { session: SessionView }) {
  const text = words().bar;
  return (
    <header className="border-b border-line bg-surface">
      <div className="mx-auto flex min-h-14 max-w-6xl items-center gap-2 px-4 sm:gap-3 sm:px-6">
        <Link href={coursesAddress} className="min-w-0 rounded-md py-2 text-ink no-underline">
          <Brand site={session.site.name} inBar />
          <span className="sr-only">{text.home}</span>
        </Link>
        <div className="grow" />
        <BarSearch label={text.search}>
          <Search aria-hidden className="size-5" />
        </BarSearch>
        <ThemeSwitch />
        <span className="hidden max-w-48 truncate text-quiet lg:block">
          <span className="sr-only">{text.signedInAs('')}</span>
          {session.user.fullname}
        </span>
        <form action={signOut} className="-me-3">
          <button type="submit" className={buttonLook.quiet} title={text.signedInAs(session.user.fullname)}>
            <LogOut aria-hidden className="size-5 rtl:-scale-x-100" />
            <span className="max-sm:sr-only">{text.signOut}</span>
          </button>
        </form>
      </div>
    </header>
  );
}
