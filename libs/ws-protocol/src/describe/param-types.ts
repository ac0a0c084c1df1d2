import {
  cleanComponent,
  cleanFile,
  cleanPath,
  cleanPlugin,
  cleanText,
  isAbsoluteOrRelativeUrl,
  isEmail,
  isTimezone,
  stripTags,
} from './text-cleaning';

/** The types that are not text to TypeScript. */
interface TypedValues {
  int: number;
  float: number;
  bool: boolean;
}

/** Keeps the characters that a type allows. */
const keep = (others: RegExp) => (text: string) => text.replace(others, '');
/** Keeps the whole text where it fits, nothing otherwise. */
const fits = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : '');
const when = (test: (text: string) => boolean) => (text: string) => (test(text) ? text : '');

/** How the texts of each type are cleaned. A parameter that cleaning would change is refused (so says Moodle's rule);
 *  a setting of the call is taken as cleaned. The keys are Moodle's own names of the types, which error texts show. */
const TEXT_TYPES = {
  raw: (text: string) => text,
  raw_trimmed: (text: string) => phpTrim(text),
  text: cleanText,
  notags: stripTags,
  alpha: keep(/[^a-zA-Z]/g),
  alphaext: keep(/[^a-zA-Z_-]/g),
  alphanum: keep(/[^A-Za-z0-9]/g),
  alphanumext: keep(/[^A-Za-z0-9_-]/g),
  sequence: keep(/[^0-9,]/g),
  safedir: keep(/[^a-zA-Z0-9_-]/g),
  safepath: keep(/[^a-zA-Z0-9/_-]/g),
  file: cleanFile,
  path: cleanPath,
  plugin: cleanPlugin,
  component: cleanComponent,
  area: cleanPlugin,
  lang: fits(/^[a-z]{2,3}(_[a-z0-9]+)*$/),
  timezone: when(isTimezone),
  url: when(isAbsoluteOrRelativeUrl),
  username: keep(/[^-.@_a-z0-9]/g),
  email: when(isEmail),
  capability: fits(/^[a-z][a-z0-9]*\/[a-z][a-z0-9_]*:[a-z0-9_]+$/),
  base64: fits(/^(?:[A-Za-z0-9+/]{4}|\r?\n)*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\s*$/),
} as const satisfies Record<string, (text: string) => string>;

export type TextType = keyof typeof TEXT_TYPES;
export type ParamType = keyof TypedValues | TextType;
/** What a type is in TypeScript once cleaned. */
export type ParamValue<T extends ParamType> = T extends keyof TypedValues ? TypedValues[T] : string;

/** A scalar as a caller sends it or a function returns it. */
export type Scalar = string | number | bigint | boolean;

/** Cleans a text by its type's rule, without judging it. Bytes that are no UTF-8 and NUL never survive. */
export function cleanTextAs(type: TextType, text: string): string {
  return TEXT_TYPES[type](dropBrokenCharacters(text));
}

export function isTextType(type: ParamType): type is TextType {
  return Object.hasOwn(TEXT_TYPES, type);
}

/** Reads a scalar as the given type; undefined where it is none (the caller says which error that is).
 *  int: the decimal form of a whole number and nothing else ("02", "+2", " 2", "2.0" are refused), up to 2^53-1 either way
 *  in parameters; beyond that a bigint within 64 bits, which only answers accept. float: a decimal number, exponent allowed.
 *  bool: true, false, 0, 1; the words in any letter case, as clients in several languages print them. Texts: as they are, if cleaning leaves them so. */
export function readScalar(type: ParamType, scalar: Scalar): Scalar | undefined {
  if (type === 'int') return readInt(scalar);
  if (type === 'float') return readFloat(scalar);
  if (type === 'bool') return readBool(scalar);
  // As in Moodle, `raw` keeps a number a number.
  if (type === 'raw' && typeof scalar !== 'string')
    return typeof scalar === 'number' && !Number.isFinite(scalar) ? undefined : scalar;
  const text = typeof scalar === 'boolean' ? (scalar ? '1' : '') : String(scalar);
  return cleanTextAs(type, text) === text ? text : undefined;
}

const INT64 = 2n ** 63n;

function readInt(scalar: Scalar): number | bigint | undefined {
  if (typeof scalar === 'boolean') return undefined;
  if (typeof scalar === 'number') return Number.isSafeInteger(scalar) ? scalar + 0 : undefined;
  if (typeof scalar === 'string' && !/^(?:0|-?[1-9]\d{0,18})$/.test(scalar)) return undefined;
  const big = BigInt(scalar);
  if (big >= INT64 || big < -INT64) return undefined;
  const number = Number(big);
  return Number.isSafeInteger(number) ? number : big;
}

function readFloat(scalar: Scalar): number | undefined {
  if (typeof scalar === 'boolean') return undefined;
  if (typeof scalar === 'string' && !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(scalar)) return undefined;
  const number = Number(scalar);
  return Number.isFinite(number) ? number : undefined;
}

function readBool(scalar: Scalar): boolean | undefined {
  const word = String(scalar).toLowerCase();
  if (word === 'true' || word === '1') return true;
  if (word === 'false' || word === '0') return false;
  return undefined;
}

/** PHP's `trim`: fewer characters than JavaScript's. */
function phpTrim(text: string): string {
  return text.replace(/^[ \t\n\r\0\v]+|[ \t\n\r\0\v]+$/g, '');
}

/** Lone surrogates stand for bytes that were no UTF-8 (see `parseUrlEncoded`). */
function dropBrokenCharacters(text: string): string {
  return text.replace(/\p{Surrogate}|\0/gu, '');
}
