import { WsException } from '../exceptions/ws-exception';
import { WsExceptions } from '../exceptions/ws-exceptions';
import type { RawParameter, RawParameters } from '../parameters/raw-parameters';
import {
  hasDefault,
  isRequired,
  type Cleaned,
  type Description,
  type SingleDescription,
  type ValueDescription,
} from './description';
import { readScalar, type ParamType, type Scalar } from './param-types';

/** What is cleaned: what a caller sent, or a default from a description. */
type Input = RawParameter | Scalar | null | undefined | readonly unknown[] | Readonly<Record<string, unknown>>;

/** Holds what a caller sent against the description and gives it its types: as Moodle's validation, nothing is repaired. Unknown
 *  or missing keys, arrays for scalars and values that cleaning would change are refused with `WsException` invalidparameter, whose
 *  debuginfo tells the way to the value. Source: webservices.md 1.2. */
export function cleanParameters<D extends SingleDescription>(description: D, raw: RawParameters): Cleaned<D> {
  return clean(description, raw) as Cleaned<D>;
}

/** The same for a part of a description and a plain value, e.g. a default. */
export function cleanValue(description: Description, plain: unknown): unknown {
  return clean(description, plain as Input);
}

function clean(description: Description, input: Input): unknown {
  if (description.kind === 'value') return cleanScalar(description, input);
  const entries = entriesOf(input);
  if (!entries) throw WsExceptions.invalidParameter(`Only arrays accepted. The bad value is: '${show(input)}'`);
  if (description.kind === 'list') return [...entries.values()].map((item) => clean(description.of, item));
  return cleanKeys(description, entries);
}

function cleanScalar({ type, options }: ValueDescription, input: Input): unknown {
  if (input === null || input === undefined) {
    if (options.nullable || options.default === null) return null;
    throw refusedValue(type, '');
  }
  if (typeof input === 'object') throw WsExceptions.invalidParameter('Scalar type expected, array or object received.');
  const value = readScalar(type, input);
  // Ids beyond 2^53 would be rounded to another record's: refused, where Moodle would look for them in vain.
  if (value === undefined || typeof value === 'bigint') throw refusedValue(type, String(input));
  return value;
}

function cleanKeys(description: Description & { kind: 'single' }, entries: ReadonlyMap<string, Input>): unknown {
  const result: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(description.keys)) {
    if (!entries.has(key)) {
      if (isRequired(inner)) throw WsExceptions.invalidParameter(`Missing required key in single structure: ${key}`);
      if (hasDefault(inner)) result[key] = within(key, () => clean(inner, inner.options.default as Input));
      continue;
    }
    result[key] = within(key, () => clean(inner, entries.get(key)));
  }
  const unexpected = [...entries.keys()].filter((key) => !Object.hasOwn(description.keys, key));
  if (unexpected.length)
    throw WsExceptions.invalidParameter(
      `Unexpected keys (${shorten(unexpected.join(', '))}) detected in parameter array.`,
    );
  return result;
}

/** Names the key in the error of what lies inside it. */
function within<T>(key: string, inner: () => T): T {
  try {
    return inner();
  } catch (error) {
    if (!(error instanceof WsException)) throw error;
    throw WsExceptions.invalidParameter(`${key} => ${error.message}: ${error.debuginfo ?? ''}`);
  }
}

function entriesOf(input: Input): ReadonlyMap<string, Input> | undefined {
  if (input instanceof Map) return input;
  if (typeof input !== 'object' || input === null) return undefined;
  return new Map(Object.entries(input)) as ReadonlyMap<string, Input>;
}

function refusedValue(type: ParamType, text: string): WsException {
  return WsExceptions.invalidParameter(
    `Invalid external api parameter: the value is "${shorten(text)}", the server was expecting "${type}" type`,
  );
}

function show(input: Input): string {
  return input === null || input === undefined ? '' : shorten(String(input));
}

/** Error texts stay small whatever a caller sends. */
function shorten(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}
