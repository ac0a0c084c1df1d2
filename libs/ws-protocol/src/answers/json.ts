import type { Description } from '../describe/description';
import type { WsValue } from '../describe/clean-return';
import { inTurns } from '../describe/in-turns';
import { phpJsonFloat } from './php-number';

/** Writes a cleaned answer as PHP's `json_encode` does: keys in the described order, absent ones left out, `/` escaped, all beyond
 *  ASCII as `\uXXXX`, a structure without keys as `[]`. A function without a return value answers `null`. */
export function encodeJson(description: Description | null, value: WsValue): string {
  return description === null ? 'null' : encode(description, value);
}

/** The same in pieces; others have their turn while a very long list is written. */
export async function* encodeJsonInTurns(description: Description | null, value: WsValue): AsyncGenerator<string> {
  if (description?.kind !== 'list' || !Array.isArray(value)) return yield encodeJson(description, value);
  yield '[';
  for await (const { slice, start } of inTurns(value))
    yield (start > 0 ? ',' : '') + slice.map((item) => encode(description.of, item)).join(',');
  yield ']';
}

/** A text as PHP's `json_encode` writes it, with its quotes. */
export function jsonText(text: string): string {
  return JSON.stringify(text)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function encode(description: Description, value: WsValue | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (description.kind === 'value') return scalar(value, description.type === 'float');
  if (description.kind === 'list') {
    const items = value as WsValue[];
    return `[${items.map((item) => encode(description.of, item)).join(',')}]`;
  }
  const structure = value as { readonly [key: string]: WsValue };
  const members: string[] = [];
  for (const [key, inner] of Object.entries(description.keys))
    if (Object.hasOwn(structure, key)) members.push(`${jsonText(key)}:${encode(inner, structure[key])}`);
  return members.length ? `{${members.join(',')}}` : '[]';
}

function scalar(value: WsValue, isFloat: boolean): string {
  if (typeof value === 'string') return jsonText(value);
  if (typeof value !== 'number') return String(value);
  return isFloat || !Number.isSafeInteger(value) ? phpJsonFloat(value) : String(value);
}
