import { cleanTextAs } from '../describe/param-types';
import type { RestFormat } from '../answers/answer';
import type { RawParameter, RawParameters } from './raw-parameters';

/** How texts in the answer are to be treated; Moodle's `moodlewssetting…`. */
export interface CallSettings {
  /** Texts are returned unformatted. */
  readonly raw: boolean;
  /** Text filters are run. */
  readonly filter: boolean;
  /** Addresses of embedded files are written for `webservice/pluginfile.php`. */
  readonly fileUrl: boolean;
  /** A language code, null where none or no possible one was sent. Whether the site knows it is for the function to see. */
  readonly lang: string | null;
  readonly timezone: string | null;
}

/** One request to `webservice/rest/server.php`, taken apart. */
export interface WsCall {
  /** Empty where none was sent. */
  readonly token: string;
  /** Empty where none was sent. */
  readonly functionName: string;
  readonly format: RestFormat;
  readonly settings: CallSettings;
  /** The function's own parameters. */
  readonly parameters: RawParameters;
}

/** The parameters of a request that are not the function's. */
export const PROTOCOL_PARAMETERS = [
  'wstoken',
  'wsfunction',
  'moodlewsrestformat',
  'moodlewssettingraw',
  'moodlewssettingfilter',
  'moodlewssettingfileurl',
  'moodlewssettinglang',
  'moodlewssettingtimezone',
] as const;

/** Splits the merged parameters of a request into the protocol's and the function's own. Never throws: what is no text counts as
 *  not sent. Source: webservices.md, section 1. */
export function parseCall(raw: RawParameters): WsCall {
  const parameters = new Map(raw);
  const take = (name: (typeof PROTOCOL_PARAMETERS)[number]): string | undefined => {
    const parameter = parameters.get(name);
    parameters.delete(name);
    return typeof parameter === 'string' ? parameter : undefined;
  };
  return {
    token: take('wstoken') ?? '',
    functionName: take('wsfunction') ?? '',
    format: take('moodlewsrestformat') === 'json' ? 'json' : 'xml',
    settings: {
      raw: isTrue(take('moodlewssettingraw'), false),
      filter: isTrue(take('moodlewssettingfilter'), false),
      fileUrl: isTrue(take('moodlewssettingfileurl'), true),
      lang: cleanTextAs('lang', take('moodlewssettinglang') ?? '') || null,
      timezone: cleanTextAs('timezone', take('moodlewssettingtimezone') ?? '') || null,
    },
    parameters,
  };
}

/** The format that a request asks for, found even where its parameters cannot be parsed: for the answer that says so. */
export function requestedFormat(entries: Iterable<readonly [string, string]>): RestFormat {
  let format: RestFormat = 'xml';
  for (const [name, value] of entries) if (name === 'moodlewsrestformat') format = value === 'json' ? 'json' : 'xml';
  return format;
}

/** One parameter as text; undefined where it is absent or an array. For `login/token.php` and the file scripts. */
export function textOf(raw: RawParameters, name: string): string | undefined {
  const parameter: RawParameter | undefined = raw.get(name);
  return typeof parameter === 'string' ? parameter : undefined;
}

/** Moodle's lenient reading of a switch: words count, anything that is not empty or 0 is on. */
function isTrue(text: string | undefined, absent: boolean): boolean {
  if (text === undefined) return absent;
  const word = text.toLowerCase();
  if (['on', 'yes', 'true'].includes(word)) return true;
  return !['', '0', 'off', 'no', 'false'].includes(word);
}
