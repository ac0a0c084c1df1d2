'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { attempt } from '../data/api';
import { ApiError, errorOf } from '../data/api-error';
import { SESSION_COOKIE } from '../data/names';
import { anonymousRequest } from '../data/request';
import { words } from '../text/server';
import { ownPath } from '../view/addresses';

export type SignInField = 'username' | 'password' | 'token';

/** What the sign-in form shows after a try that failed. */
export interface SignInState {
  readonly username: string;
  /** Beside which field which sentence stands. */
  readonly errors: Partial<Record<SignInField, string>>;
  /** What belongs to no field. */
  readonly message: string | null;
}

/** Signs in with the form's user name and password, or its token, and leads on to the page that was wanted. */
export async function signIn(_before: SignInState, form: FormData): Promise<SignInState> {
  const text = words().signIn;
  const byToken = form.has('token');
  const fields: readonly SignInField[] = byToken ? ['token'] : ['username', 'password'];
  const credentials = Object.fromEntries(fields.map((name) => [name, String(form.get(name) ?? '')]));
  if (credentials.username) credentials.username = credentials.username.trim();
  if (credentials.token) credentials.token = credentials.token.trim();
  const username = credentials.username ?? '';

  const missing = fields.filter((name) => !credentials[name]);
  if (missing.length > 0) {
    return { username, message: null, errors: Object.fromEntries(missing.map((name) => [name, text.missing[name]])) };
  }
  try {
    await openSession(credentials);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return refusal(error, username, byToken);
  }
  redirect(ownPath(String(form.get('next') ?? '')));
}

function refusal(error: ApiError, username: string, byToken: boolean): SignInState {
  const text = words().signIn;
  const { elsewhere } = error;
  if (error.status === 429) {
    return { username, errors: {}, message: text.tooMany(Math.ceil((error.retryAfter ?? 0) / 60)) };
  }
  if (error.code === 'invalidlogin') {
    return {
      username,
      message: elsewhere && text.elsewhere(elsewhere.methods, elsewhere.tokenPage),
      errors: byToken ? { token: text.wrong.token } : { password: text.wrong.password },
    };
  }
  if (error.code === 'signinelsewhere' && elsewhere) {
    return { username, errors: {}, message: text.signsInElsewhere(elsewhere.tokenPage) };
  }
  return { username, errors: {}, message: text.refused[error.code] ?? error.message };
}

/** Ends the session here and at the API. Somebody whose session is gone already is signed out as well. */
export async function signOut(): Promise<void> {
  const jar = await cookies();
  const session = jar.get(SESSION_COOKIE)?.value;
  jar.delete(SESSION_COOKIE);
  if (session) await attempt(anonymousRequest('DELETE', '/session', undefined, session));
  redirect('/sign-in');
}

async function openSession(credentials: object): Promise<void> {
  const response = await anonymousRequest('POST', '/session', credentials);
  if (!response.ok) throw await errorOf(response);
  const { session } = (await response.json()) as { session: string };
  const attributes = response.headers.get('set-cookie') ?? '';
  const lifetime = /;\s*max-age=(\d+)/i.exec(attributes)?.[1];
  (await cookies()).set(SESSION_COOKIE, session, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: /;\s*secure\b/i.test(attributes),
    maxAge: lifetime === undefined ? undefined : Number(lifetime),
  });
}
