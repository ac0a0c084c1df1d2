'use client';

import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { signIn, type SignInState } from '../actions/session';
import { useWords } from '../text/text-provider';
import { TextField } from './ui/text-field';
import { Notice } from './ui/notice';
import { SubmitButton } from './ui/submit-button';
import { textLink } from './ui/classes';
import { useFormAction } from './use-form-action';

const untouched: SignInState = { username: '', errors: {}, message: null };

/** User name and password, or a token. `next` is the page to go to afterwards. */
export function SignInForm({ byToken, next }: { byToken: boolean; next: string | null }) {
  const { signIn: text, problems } = useWords();
  const [state, submit] = useFormAction(signIn, untouched, (entered) => ({
    username: String(entered.get('username') ?? ''),
    errors: {},
    message: `${problems.unreachable.title}. ${problems.unreachable.help}`,
  }));
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [state]);

  const other = new URLSearchParams({ ...(next && { next }), ...(!byToken && { with: 'token' }) });
  return (
    <form ref={form} action={submit} noValidate className="flex flex-col gap-5">
      {state.message ? (
        <Notice tone="bad" role="alert">
          {state.message}
        </Notice>
      ) : null}
      {next ? <input type="hidden" name="next" value={next} /> : null}
      {byToken ? (
        <TextField
          name="token"
          type="password"
          label={text.token}
          hint={text.tokenHint}
          error={state.errors.token}
          autoComplete="off"
        />
      ) : (
        <>
          <TextField
            name="username"
            label={text.username}
            error={state.errors.username}
            defaultValue={state.username}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
          <TextField
            name="password"
            type="password"
            label={text.password}
            error={state.errors.password}
            autoComplete="current-password"
          />
        </>
      )}
      <SubmitButton pending={text.submitting}>{text.submit}</SubmitButton>
      <p className="text-center">
        <Link href={other.size ? `/sign-in?${other}` : '/sign-in'} className={textLink}>
          {byToken ? text.usePassword : text.useToken}
        </Link>
      </p>
    </form>
  );
}
