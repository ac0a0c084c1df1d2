import type { Json } from './client';

/** What the JSON API gave. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: Json;
}

/** A client of the JSON API, signed in with a token of the web services; null: nobody is. */
export async function apiClient(url: string, token: string | null) {
  const json = { 'content-type': 'application/json' };
  let cookie = '';
  if (token !== null) {
    const body = JSON.stringify({ token });
    const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: json, body });
    cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  }
  return async (method: string, path: string, body?: object): Promise<ApiAnswer> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie, ...(body || method === 'POST' || method === 'PUT' ? json : {}) },
      ...(body ? { body: JSON.stringify(body) } : method === 'POST' && { body: '{}' }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text.startsWith('{') ? (JSON.parse(text) as Json) : text };
  };
}
