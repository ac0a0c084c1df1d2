import type { WsValue } from '../describe/clean-return';
import type { Description } from '../describe/description';
import type { RestFormat, WsAnswer, WsAnswerInPieces } from './answer';
import { asWsException, encodeExceptionJson, encodeExceptionXml, type ExceptionOptions } from './exception';
import { encodeJson, encodeJsonInTurns } from './json';
import { encodeXml, encodeXmlInTurns } from './xml';

/** The headers of every answer of `webservice/rest/server.php`, refusals included. Source: webservices.md 1.3. */
export function restHeaders(format: RestFormat): Readonly<Record<string, string>> {
  return HEADERS[format];
}

/** The answer to a call that went well; `value` as `cleanReturn` made it. */
export function restAnswer(format: RestFormat, description: Description | null, value: WsValue): WsAnswer {
  const body = format === 'json' ? encodeJson(description, value) : encodeXml(description, value);
  return { status: 200, headers: restHeaders(format), body };
}

/** The same for an answer that may be very long: it is written in pieces, and others have their turn meanwhile. */
export async function restAnswerInTurns(
  format: RestFormat,
  description: Description | null,
  value: WsValue,
): Promise<WsAnswerInPieces> {
  const encode = format === 'json' ? encodeJsonInTurns : encodeXmlInTurns;
  const pieces: string[] = [];
  for await (const piece of encode(description, value)) pieces.push(piece);
  return { status: 200, headers: restHeaders(format), pieces };
}

/** The answer to a call that was refused or failed; any error is welcome. HTTP status 200, as Moodle's. */
export function exceptionAnswer(format: RestFormat, error: unknown, options: ExceptionOptions = {}): WsAnswer {
  const exception = asWsException(error);
  const body = format === 'json' ? encodeExceptionJson(exception, options) : encodeExceptionXml(exception, options);
  return { status: 200, headers: restHeaders(format), body };
}

/** The answer of a site on which web services, or REST, are switched off. */
export function protocolDisabledAnswer(): WsAnswer {
  return { status: 403, headers: { 'Content-type': 'text/html; charset=utf-8' }, body: '' };
}

const COMMON = {
  'Cache-Control': 'private, must-revalidate, pre-check=0, post-check=0, max-age=0',
  Expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
  Pragma: 'no-cache',
  'Accept-Ranges': 'none',
  'Access-Control-Allow-Origin': '*',
} as const;

const HEADERS: Record<RestFormat, Readonly<Record<string, string>>> = {
  json: { 'Content-type': 'application/json', ...COMMON },
  xml: {
    'Content-Type': 'application/xml; charset=utf-8',
    'Content-Disposition': 'inline; filename="response.xml"',
    ...COMMON,
  },
};
