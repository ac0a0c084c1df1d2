'use client';

import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWords } from '../text/text-provider';

const listeners = new Set<(sentence: string) => void>();

/** Says a sentence to whoever is there, on screen and to screen readers. */
export function announce(sentence: string): void {
  for (const listener of listeners) listener(sentence);
}

/** Where announcements appear: once, in the layout. */
export function Announcer() {
  const [sentence, setSentence] = useState('');
  const { close } = useWords().notice;
  useEffect(() => {
    listeners.add(setSentence);
    return () => void listeners.delete(setSentence);
  }, []);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-4 bottom-4 z-10 flex justify-center">
      {sentence ? (
        <p className="appears pointer-events-auto flex items-center gap-3 rounded-xl border border-line bg-surface py-2 ps-4 pe-2 shadow-lg">
          {sentence}
          <button
            type="button"
            aria-label={close}
            onClick={() => setSentence('')}
            className="inline-flex size-9 items-center justify-center rounded-lg hover:bg-sunken"
          >
            <X aria-hidden className="size-5" />
          </button>
        </p>
      ) : null}
    </div>
  );
}
