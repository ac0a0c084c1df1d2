'use client';

import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { buttonLook } from './classes';

/** The button of a form; shows that it was pressed until the answer is there. */
export function SubmitButton({
  children,
  pending,
  look = 'main',
}: {
  children: ReactNode;
  pending: string;
  look?: 'main' | 'danger';
}) {
  const { pending: isPending } = useFormStatus();
  return (
    <button
      type="submit"
      className={buttonLook[look]}
      aria-disabled={isPending}
      onClick={(event) => isPending && event.preventDefault()}
    >
      {isPending ? (
        <>
          <LoaderCircle aria-hidden className="turning size-5" />
          {pending}
        </>
      ) : (
        children
      )}
    </button>
  );
}
