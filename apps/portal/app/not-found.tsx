import type { Metadata } from 'next';
import { Problem } from '../components/problem';
import { ApiError } from '../data/api-error';
import { words } from '../text/server';

export function generateMetadata(): Metadata {
  return { title: words().problems.missing.title };
}

export default function NotFound() {
  return (
    <main id="content" className="mx-auto w-full max-w-2xl px-4 py-16">
      <Problem error={new ApiError(404, 'notfound', words().problems.missing.text)} />
    </main>
  );
}
