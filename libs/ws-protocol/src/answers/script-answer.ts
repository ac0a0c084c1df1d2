import type { WsAnswer } from './answer';
import { asWsException, fileError, type ExceptionOptions } from './exception';
import { jsonText } from './json';

/** On every answer of `webservice/pluginfile.php` and `tokenpluginfile.php`, files and refusals alike. Source: webservices.md 2. */
export const FILE_CORS_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'range',
  'Access-Control-Expose-Headers': 'Content-Range',
} as const;

/** The refusal of a download: 200, or 404 where there is no such file. */
export function fileErrorAnswer(error: unknown, options: ExceptionOptions = {}): WsAnswer {
  const exception = asWsException(error);
  return {
    status: exception.status,
    headers: { ...JSON_TYPE, ...FILE_CORS_HEADERS, ...NOT_STORED },
    body: fileError(exception, options),
  };
}

/** What `login/token.php` gives a user who signed in; the private token only over https and not to administrators. */
export function tokenAnswer(tokens: { readonly token: string; readonly privatetoken: string | null }): WsAnswer {
  const privatetoken = tokens.privatetoken === null ? 'null' : jsonText(tokens.privatetoken);
  return tokenScriptAnswer(`{"token":${jsonText(tokens.token)},"privatetoken":${privatetoken}}`, NOT_STORED);
}

/** The refusal of `login/token.php`: always 200. */
export function tokenErrorAnswer(error: unknown, options: ExceptionOptions = {}): WsAnswer {
  return tokenScriptAnswer(fileError(asWsException(error), options), NOT_STORED);
}

/** `login/token.php?appsitecheck=1`, with which apps find out whether a site is a Moodle. */
export function siteCheckAnswer(): WsAnswer {
  return tokenScriptAnswer('{"appsitecheck":"ok"}', {});
}

function tokenScriptAnswer(body: string, headers: Readonly<Record<string, string>>): WsAnswer {
  return { status: 200, headers: { ...JSON_TYPE, 'Access-Control-Allow-Origin': '*', ...headers }, body };
}

const JSON_TYPE = { 'Content-type': 'application/json; charset=utf-8' } as const;
const NOT_STORED = {
  'Cache-Control': 'no-store, no-cache, must-revalidate, post-check=0, pre-check=0',
  Pragma: 'no-cache',
} as const;
