'use client';

import { ExternalLink } from 'lucide-react';
import type { BackupView } from '../data/views';
import { useWords } from '../text/text-provider';
import { restoreAddress } from '../view/addresses';

/** How a backup becomes a course again by hand, which always works: three steps. */
export function WayBack({ backup }: { backup: BackupView }) {
  const text = useWords().running.wayBack;
  const address = restoreAddress(backup);
  if (!address) return null;
  return (
    <section className="mt-8">
      <h2 className="font-semibold">{text.title}</h2>
      <p className="mt-1 text-quiet">{text.text}</p>
      <ol className="mt-3 list-decimal space-y-1 ps-5">
        <li>{text.download}</li>
        <li>
          <a href={address} rel="noreferrer" className="inline-flex items-center gap-1 underline">
            {text.open}
            <ExternalLink aria-hidden className="size-4" />
          </a>
        </li>
        <li>{text.restore}</li>
      </ol>
    </section>
  );
}
