import type { Description } from '../describe/description';
import type { WsValue } from '../describe/clean-return';
import { inTurns } from '../describe/in-turns';
import { phpTextFloat } from './php-number';

/** The first line of every answer; Moodle has a blank before `?>` here. */
export const XML_PROLOGUE = '<?xml version="1.0" encoding="UTF-8" ?>\n';

/** Writes a cleaned answer as Moodle's REST server does: every described key is listed, absent ones as null (an absent list as an
 *  empty one). Source: webservices.md 1.3. */
export function encodeXml(description: Description | null, value: WsValue): string {
  const body = description === null ? '' : encode(description, value);
  return `${XML_PROLOGUE}<RESPONSE>\n${body}</RESPONSE>\n`;
}

/** The same in pieces; others have their turn while a very long list is written. */
export async function* encodeXmlInTurns(description: Description | null, value: WsValue): AsyncGenerator<string> {
  if (description?.kind !== 'list' || !Array.isArray(value)) return yield encodeXml(description, value);
  yield `${XML_PROLOGUE}<RESPONSE>\n<MULTIPLE>\n`;
  for await (const { slice } of inTurns(value)) yield slice.map((item) => encode(description.of, item)).join('');
  yield '</MULTIPLE>\n</RESPONSE>\n';
}

/** A text for an element or attribute: characters that XML 1.0 cannot hold are dropped, `& < > "` escaped. */
export function xmlText(text: string): string {
  return dropNonXml(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function encode(description: Description, value: WsValue | undefined): string {
  if (description.kind === 'value') return scalar(value ?? null, description.type === 'float');
  if (description.kind === 'list') {
    const items = (value ?? []) as WsValue[];
    return `<MULTIPLE>\n${items.map((item) => encode(description.of, item)).join('')}</MULTIPLE>\n`;
  }
  const structure = (value ?? {}) as { readonly [key: string]: WsValue };
  let body = '';
  for (const [key, inner] of Object.entries(description.keys)) {
    const held = Object.hasOwn(structure, key) ? structure[key] : undefined;
    body += `<KEY name="${xmlText(key)}">${encode(inner, held)}</KEY>\n`;
  }
  return `<SINGLE>\n${body}</SINGLE>\n`;
}

function scalar(value: WsValue, isFloat: boolean): string {
  if (value === null) return '<VALUE null="null"/>\n';
  return `<VALUE>${xmlText(asText(value, isFloat))}</VALUE>\n`;
}

function asText(value: WsValue, isFloat: boolean): string {
  if (value === true) return '1';
  if (value === false) return '0';
  if (typeof value === 'number' && (isFloat || !Number.isSafeInteger(value))) return phpTextFloat(value);
  return String(value);
}

const NON_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

function dropNonXml(text: string): string {
  return text.replace(NON_XML, '');
}
