'use client';

import { useId, useRef } from 'react';
import type { CancelState } from '../actions/backup';
import { useWords } from '../text/text-provider';
import { buttonLook } from './ui/classes';
import { Notice } from './ui/notice';
import { SubmitButton } from './ui/submit-button';
import { useFormAction } from './use-form-action';

/** Cancels a running backup, after a question. The question is folded in, so that it can be asked without script. */
export function CancelBackup({ action }: { action: (before: CancelState, form: FormData) => Promise<CancelState> }) {
  const { running, problems } = useWords();
  const text = running.cancel;
  const title = useId();
  const question = useRef<HTMLDetailsElement>(null);
  const [problem, submit] = useFormAction(action, null, () => ({ message: problems.unreachable.title }));

  function close(): void {
    if (!question.current) return;
    question.current.open = false;
    question.current.querySelector('summary')?.focus();
  }

  return (
    <div className="mt-6">
      {problem ? (
        <div className="mb-4">
          <Notice tone="bad" role="alert">
            {problem.message}
          </Notice>
        </div>
      ) : null}
      <details ref={question} onKeyDown={(event) => event.key === 'Escape' && close()}>
        <summary className={`${buttonLook.plain} list-none max-sm:w-full [&::-webkit-details-marker]:hidden`}>
          {text.ask}
        </summary>
        <form action={submit} aria-labelledby={title} className="appears mt-3 rounded-lg bg-sunken p-4 sm:p-5">
          <p id={title} className="font-semibold">
            {text.title}
          </p>
          <p className="text-quiet">{text.text}</p>
          <div className="mt-4 flex flex-wrap gap-3 max-sm:*:w-full">
            <SubmitButton look="danger" pending={text.pending}>
              {text.yes}
            </SubmitButton>
            <button type="button" className={buttonLook.plain} onClick={close}>
              {text.no}
            </button>
          </div>
        </form>
      </details>
    </div>
  );
}
