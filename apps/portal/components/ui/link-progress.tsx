'use client';

import { LoaderCircle } from 'lucide-react';
import { useLinkStatus } from 'next/link';

/** Inside a link: shows that it was followed while the next page is on its way. Takes no room before. */
export function LinkProgress() {
  const { pending } = useLinkStatus();
  return pending ? (
    <LoaderCircle aria-hidden className="turning ms-2 inline size-4 align-[-0.15em] text-quiet" />
  ) : null;
}
