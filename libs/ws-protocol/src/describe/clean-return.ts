import { WsException } from '../exceptions/ws-exception';
import { WsExceptions } from '../exceptions/ws-exceptions';
import { inTurns } from './in-turns';
import { hasDefault, isRequired, type Description, type ValueDescription } from './description';
import { readScalar, type Scalar } from './param-types';

/** An answer that fits its description, ready for the encoders. */
export type WsValue = Scalar | null | WsValue[] | { [key: string]: WsValue };

export interface ReturnOptions {
  /** A key that is not described is an error, where it would otherwise be dropped. */
  readonly strict?: boolean;
}

/** Brings what a function returned into the described form: keys in the described order, others dropped, scalars in their types,
 *  optional keys that are missing stay so, defaults are filled in; undefined counts as missing. Anything iterable is a list.
 *  Throws `WsException` invalidresponse, whose debuginfo tells the way to the value; with `strict` also for a key that is not
 *  described, which callers would never see. */
export function cleanReturn(description: Description, value: unknown, options: ReturnOptions = {}): WsValue {
  if (description.kind === 'value') return cleanScalar(description, value);
  if (description.kind === 'list') {
    if (!isIterable(value))
      throw WsExceptions.invalidResponse(`Only arrays accepted. The bad value is: '${show(value)}'`);
    return cleanItems(description.of, Array.from(value), 0, options);
  }
  if (typeof value !== 'object' || value === null || isIterable(value))
    throw WsExceptions.invalidResponse(`Only arrays/objects accepted. The bad value is: '${show(value)}'`);
  return cleanKeys(description, value as Readonly<Record<string, unknown>>, options);
}

/** The same for an answer that may be a very long list: others have their turn meanwhile. */
export async function cleanReturnInTurns(
  description: Description,
  value: unknown,
  options: ReturnOptions = {},
): Promise<WsValue> {
  if (description.kind !== 'list' || !Array.isArray(value)) return cleanReturn(description, value, options);
  const cleaned: WsValue[] = [];
  for await (const { slice, start } of inTurns(value))
    cleaned.push(...cleanItems(description.of, slice, start, options));
  return cleaned;
}

function cleanItems(
  description: Description,
  items: readonly unknown[],
  start: number,
  options: ReturnOptions,
): WsValue[] {
  return items.map((item, index) => within(String(start + index), () => cleanReturn(description, item, options)));
}

function cleanScalar({ type, options }: ValueDescription, value: unknown): WsValue {
  if (value === null || value === undefined) {
    if (options.nullable || options.default === null) return null;
    throw refusedValue(type, 'null');
  }
  if (typeof value === 'object' || typeof value === 'function' || typeof value === 'symbol')
    throw WsExceptions.invalidResponse('Scalar type expected, array or object received.');
  const cleaned = readScalar(type, value as Scalar);
  if (cleaned === undefined) throw refusedValue(type, show(value));
  return cleaned;
}

function cleanKeys(
  description: Description & { kind: 'single' },
  value: Readonly<Record<string, unknown>>,
  options: ReturnOptions,
): WsValue {
  const undescribed = options.strict ? Object.keys(value).filter((key) => !Object.hasOwn(description.keys, key)) : [];
  if (undescribed.length)
    throw WsExceptions.invalidResponse(`The answer has keys that are not described: ${undescribed.join(', ')}`);
  const result: Record<string, WsValue> = {};
  for (const [key, inner] of Object.entries(description.keys)) {
    const given = Object.hasOwn(value, key) ? value[key] : undefined;
    if (given !== undefined) result[key] = within(key, () => cleanReturn(inner, given, options));
    else if (isRequired(inner))
      throw WsExceptions.invalidResponse(`The required key "${key}" is missing in the answer.`);
    else if (hasDefault(inner)) result[key] = within(key, () => cleanReturn(inner, inner.options.default));
  }
  return result;
}

function within<T>(key: string, inner: () => T): T {
  try {
    return inner();
  } catch (error) {
    if (!(error instanceof WsException)) throw error;
    throw WsExceptions.invalidResponse(`${key} => ${error.message}: ${error.debuginfo ?? ''}`);
  }
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function refusedValue(type: string, text: string): WsException {
  return WsExceptions.invalidResponse(`The answer has the value "${text}" where "${type}" is described`);
}

function show(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'array' : String(value ?? '');
}
