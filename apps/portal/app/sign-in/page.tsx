import type { Metadata } from 'next';
import { Brand } from '../../components/brand';
import { SignInForm } from '../../components/sign-in-form';
import { ThemeSwitch } from '../../components/theme-switch';
import { card } from '../../components/ui/classes';
import { siteName } from '../../data/api';
import { words } from '../../text/server';
import { ownPath } from '../../view/addresses';
import type { SearchParams } from '../../view/course-list';

export function generateMetadata(): Metadata {
  return { title: words().signIn.title };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const text = words().signIn;
  const site = await siteName();
  const next = typeof params.next === 'string' ? ownPath(params.next) : null;
  return (
    <main id="content" className="flex grow flex-col items-center px-4 py-8 sm:justify-center sm:py-16">
      <div className="mb-8 flex w-full max-w-md items-center justify-between gap-3">
        <Brand site={site} />
        <span className="-me-3">
          <ThemeSwitch />
        </span>
      </div>
      <div className={`${card} w-full max-w-md p-6 sm:p-8`}>
        <h1>{text.title}</h1>
        <p className="mt-2 mb-6 text-quiet">{next ? text.onward : text.lead(site)}</p>
        <SignInForm byToken={params.with === 'token'} next={next} />
      </div>
      <p className="mt-6 text-center text-sm text-quiet">{text.safe}</p>
    </main>
  );
}
