'use client';

import { X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useId, useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';

/** A page over another one, at the side where reading ends. The browser's own modal dialog keeps the focus in it, closes on
 *  Escape, and gives the focus back. Closing leads to `closeTo`. */
export function Panel({
  title,
  closeText,
  closeTo,
  children,
}: {
  title: string;
  closeText: string;
  closeTo: string;
  children: ReactNode;
}) {
  const router = useRouter();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  useLayoutEffect(() => {
    const shown = dialog.current;
    if (!shown) return;
    const leave = () => router.push(closeTo, { scroll: false });
    shown.showModal();
    heading.current?.focus();
    shown.addEventListener('close', leave);
    return () => {
      // The next page is on its way already.
      shown.removeEventListener('close', leave);
      shown.close();
    };
  }, [router, closeTo]);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
      className="appears fixed inset-y-0 start-auto end-0 m-0 h-dvh max-h-none w-full max-w-4xl overscroll-contain border-s border-line bg-canvas text-ink shadow-lg"
    >
      <div className="min-h-full px-4 pt-6 pb-4 sm:px-8">
        <div className="flex items-center justify-between gap-4">
          <h2 id={titleId} ref={heading} tabIndex={-1} className="text-2xl font-semibold outline-none">
            {title}
          </h2>
          <button
            type="button"
            aria-label={closeText}
            onClick={() => dialog.current?.close()}
            className="-me-2 inline-flex size-11 shrink-0 items-center justify-center rounded-lg hover:bg-sunken"
          >
            <X aria-hidden className="size-5" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
