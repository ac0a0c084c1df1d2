'use client';

import { unstable_isUnrecognizedActionError as isOfAnotherBuild } from 'next/navigation';
import { useActionState } from 'react';

/** `useActionState` for a form that must not lose what was filled in: where the service does not answer at all, the state
 *  is what `unreachable` makes of the form, and the page stays. Without script it is the action itself that is posted to. */
export function useFormAction<State>(
  action: (before: Awaited<State>, form: FormData) => State | Promise<State>,
  initial: Awaited<State>,
  unreachable: (form: FormData) => Awaited<State>,
): readonly [Awaited<State>, (form: FormData) => void] {
  async function reach(before: Awaited<State>, form: FormData): Promise<Awaited<State>> {
    try {
      return await action(before, form);
    } catch (error) {
      // The service was updated since the page was loaded; only a new page knows its actions.
      if (isOfAnotherBuild(error)) window.location.reload();
      // What comes from the service has a digest, a redirect too; what has none never got there.
      if (typeof (error as { digest?: unknown }).digest === 'string') throw error;
      return unreachable(form);
    }
  }
  // The server writes the action's own address into the form; the browser goes by way of `reach`.
  const [state, submit] = useActionState(typeof window === 'undefined' ? action : reach, initial);
  return [state, submit];
}
