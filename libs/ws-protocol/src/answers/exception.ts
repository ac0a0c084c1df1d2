import { WsException } from '../exceptions/ws-exception';
import { WsExceptions } from '../exceptions/ws-exceptions';
import { jsonText } from './json';
import { XML_PROLOGUE, xmlText } from './xml';

export interface ExceptionOptions {
  /** Shows `debuginfo` to the caller, as Moodle does with developer debugging on. */
  readonly debug?: boolean;
}

/** What to tell a caller about any error: a `WsException` as it is, everything else as an internal error that shows nothing. */
export function asWsException(error: unknown): WsException {
  return error instanceof WsException ? error : WsExceptions.internal(error);
}

/** `{"exception":…,"errorcode":…,"message":…}` on one line. */
export function encodeExceptionJson(exception: WsException, options: ExceptionOptions = {}): string {
  const debuginfo = shownDebuginfo(exception, options);
  const members: [string, string][] = [['exception', exception.exceptionClass]];
  if (exception.errorcode) members.push(['errorcode', exception.errorcode]);
  members.push(['message', messageOf(exception, debuginfo)]);
  if (debuginfo) members.push(['debuginfo', debuginfo]);
  return `{${members.map(([key, text]) => `${jsonText(key)}:${jsonText(text)}`).join(',')}}`;
}

/** `<EXCEPTION class="…">` with ERRORCODE, MESSAGE and, with debugging, DEBUGINFO, each on its line. */
export function encodeExceptionXml(exception: WsException, options: ExceptionOptions = {}): string {
  const debuginfo = shownDebuginfo(exception, options);
  const line = (name: string, text: string | undefined) => (text ? `<${name}>${xmlText(text)}</${name}>\n` : '');
  return (
    `${XML_PROLOGUE}<EXCEPTION class="${xmlText(exception.exceptionClass)}">\n` +
    line('ERRORCODE', exception.errorcode) +
    `<MESSAGE>${xmlText(messageOf(exception, debuginfo))}</MESSAGE>\n` +
    line('DEBUGINFO', debuginfo) +
    '</EXCEPTION>\n'
  );
}

/** The five keys with which `pluginfile.php` and `login/token.php` refuse. There is never a stack trace. */
export function fileError(exception: WsException, options: ExceptionOptions = {}): string {
  const debuginfo = shownDebuginfo(exception, options);
  return (
    `{"error":${jsonText(messageOf(exception, debuginfo))},"errorcode":${jsonText(exception.errorcode)},` +
    `"stacktrace":null,"debuginfo":${debuginfo ? jsonText(debuginfo) : 'null'},"reproductionlink":null}`
  );
}

function shownDebuginfo(exception: WsException, options: ExceptionOptions): string | undefined {
  return options.debug && exception.debuginfo ? exception.debuginfo : undefined;
}

function messageOf(exception: WsException, debuginfo: string | undefined): string {
  return debuginfo ? `${exception.message} (${debuginfo})` : exception.message;
}
