import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CoursekeepError, failureCode } from '@coursekeep/errors';
import { UsageError } from '../exit-status';

/** Where the service is, and by which token of the site the command comes in. */
export interface ServiceAddress {
  readonly url: string;
  readonly token: string;
}

/** What the service answered that it will not do. */
export class ServiceRefused extends CoursekeepError {}

/** The service as `--url` and the environment name it, else the one that last started on the embedded site of the data folder.
 *  The token is taken from the environment only: an argument is seen by everybody on the machine. Rejects with UsageError. */
export async function chosenService(url: string | undefined): Promise<ServiceAddress> {
  const token = process.env.COURSEKEEP_TOKEN;
  const given = url || process.env.COURSEKEEP_URL;
  if (given && token) return { url: given.replace(/\/+$/, ''), token };
  const demo = given || token ? null : await demoService();
  if (demo) return demo;
  throw new UsageError(
    'Say where the service is (--url or COURSEKEEP_URL) and put a token of a site administrator into COURSEKEEP_TOKEN.',
  );
}

/** Asks the service as the owner of the token, in a session that ends with the work. */
export async function withService<T>({ url, token }: ServiceAddress, work: (ask: Ask) => Promise<T>): Promise<T> {
  const cookie: string[] = [];
  const ask: Ask = async (method, path, body) => {
    const answer = await send(`${url}/api/v1${path}`, method, cookie, body);
    const [set] = answer.headers.getSetCookie();
    if (set) cookie.splice(0, 1, set.split(';')[0] ?? '');
    if (answer.status === 204) return null;
    const given: unknown = await answer.json().catch(() => null);
    if (answer.ok && given !== null) return given;
    throw refused(url, answer.status, given);
  };
  await ask('POST', '/session', { token });
  try {
    return await work(ask);
  } finally {
    await ask('DELETE', '/session').catch(() => undefined);
  }
}

/** Sends a request; resolves with the JSON that came back. Rejects with ServiceRefused. */
export type Ask = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>;

async function send(url: string, method: string, cookie: readonly string[], body?: object): Promise<Response> {
  const headers = { cookie: cookie.join(), ...(method === 'POST' && { 'content-type': 'application/json' }) };
  try {
    return await fetch(url, { method, headers, ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }) });
  } catch (error) {
    const reason = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).message;
    throw new UsageError(`The service at ${new URL(url).origin} does not answer (${reason}). Is it running?`);
  }
}

function refused(url: string, status: number, given: unknown): CoursekeepError {
  const { code, message } = (given as { error?: { code?: string; message?: string } } | null)?.error ?? {};
  if (typeof message !== 'string') return new UsageError(`What answers at ${url} (HTTP ${status}) is not Coursekeep.`);
  return new ServiceRefused(failureCode(String(code)) ?? 'bad-request', message);
}

async function demoService(): Promise<ServiceAddress | null> {
  const file = join(resolve(process.env.COURSEKEEP_DATA || '.coursekeep'), 'demo.json');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const { url, users } = JSON.parse(text) as { url: string; users: { username: string; token: string }[] };
  const token = users.find(({ username }) => username === 'admin')?.token;
  return token ? { url, token } : null;
}
