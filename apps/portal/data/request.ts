import 'server-only';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { signInAddress } from '../view/addresses';
import { ApiError, errorOf } from './api-error';
import { PATH_HEADER, SESSION_COOKIE } from './names';

/** Asks the portal's API as the caller: with the session cookie of the request that is being answered. Sends `body` as
 *  JSON. Throws `ApiError`; where the session has ended it leads to the sign-in page instead, and from there to
 *  `returnTo`, by default the page that was asked for. */
export async function request(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  { body, returnTo }: { readonly body?: object; readonly returnTo?: string } = {},
): Promise<Response> {
  const response = await anonymousRequest(method, path, body, (await cookies()).get(SESSION_COOKIE)?.value);
  if (response.status === 401) redirect(signInAddress(returnTo ?? (await headers()).get(PATH_HEADER)));
  if (!response.ok) throw await errorOf(response);
  return response;
}

/** The same without the checks, for signing in and out, where a 401 means something else. Throws `ApiError` only where no answer
 *  comes. */
export async function anonymousRequest(
  method: string,
  path: string,
  body?: object,
  session?: string,
): Promise<Response> {
  const incoming = await headers();
  const outgoing = new Headers({ accept: 'application/json' });
  if (session) outgoing.set('cookie', `${SESSION_COOKIE}=${session}`);
  if (body) outgoing.set('content-type', 'application/json');
  // The API counts failed sign-ins by the visitor's address, not by ours.
  for (const name of ['x-forwarded-for', 'x-forwarded-proto', 'x-request-id', 'user-agent']) {
    const value = incoming.get(name);
    if (value) outgoing.set(name, value);
  }
  try {
    return await fetch(new URL(`/api/v1${path}`, internalUrl()), {
      method,
      headers: outgoing,
      body: body && JSON.stringify(body),
      cache: 'no-store',
      redirect: 'error',
    });
  } catch (cause) {
    console.error('The portal could not reach its API:', cause);
    throw new ApiError(0, 'unreachable', 'Coursekeep does not answer at the moment.');
  }
}

function internalUrl(): string {
  const url = process.env.COURSEKEEP_INTERNAL_URL;
  if (!url)
    throw new ApiError(0, 'unconfigured', 'COURSEKEEP_INTERNAL_URL is not set: start the portal through the API.');
  return url;
}
