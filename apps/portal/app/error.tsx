'use client';

import { buttonLook } from '../components/ui/classes';
import { useWords } from '../text/text-provider';

/** What nobody foresaw. The digest finds the error in the service's log. */
export default function Failure({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const text = useWords().problems;
  return (
    <main id="content" className="mx-auto flex w-full max-w-2xl flex-col items-center gap-4 px-4 py-20 text-center">
      <h1>{text.unexpected.title}</h1>
      <p className="text-quiet">{text.unexpected.help}</p>
      <button type="button" className={buttonLook.plain} onClick={reset}>
        {text.retry}
      </button>
      {error.digest ? <p className="text-sm text-quiet">{text.code(error.digest)}</p> : null}
    </main>
  );
}
