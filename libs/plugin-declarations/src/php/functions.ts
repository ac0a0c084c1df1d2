import { callNamed } from './calls';
import type { Interpreter } from './interpreter';
import { LIMITS } from './limits';
import type { Place } from './place';
import { Closure, PhpArray, same, textOf, type Key, type Value } from './values';

/** Functions of PHP that only compute. `undefined`: not with these arguments. */
type Pure = (values: readonly Value[], it: Interpreter, place: Place) => Value | undefined;
type Changing = (list: PhpArray, values: readonly Value[]) => { list: PhpArray; result: Value } | null;

const list = (values: Iterable<Value>): PhpArray => PhpArray.list([...values]);
const text = (value: Value | undefined): string => textOf(value ?? null) ?? '';
const isArray = (value: Value | undefined): value is PhpArray => value instanceof PhpArray;

/** A function of texts alone. */
function ofTexts(work: (...texts: string[]) => Value): Pure {
  return (values) => {
    const texts = values.map((value) => textOf(value));
    return texts.every((one) => one !== undefined) ? work(...texts) : undefined;
  };
}

/** A function of arrays alone. */
function ofArrays(work: (...arrays: PhpArray[]) => Value | undefined): Pure {
  return (values) => (values.length > 0 && values.every(isArray) ? work(...values) : undefined);
}

function call(it: Interpreter, callee: Value | undefined, values: readonly Value[], place: Place): Value | undefined {
  if (callee instanceof Closure) return it.callClosure(callee, values);
  return typeof callee === 'string' ? callNamed(it, callee, values, place) : undefined;
}

function filtered(array: PhpArray, keep: (value: Value, key: Key) => boolean): PhpArray {
  return PhpArray.of([...array.entries].filter(([key, value]) => keep(value, key)));
}

const includes = (array: PhpArray, value: Value): boolean => array.values().some((one) => text(one) === text(value));

const REGEXP_SPECIAL = /[.\\+*?[^\]$(){}=!<>|:\-#/]/g;

export const pureFunctions: Readonly<Record<string, Pure>> = {
  array_merge: ofArrays((...arrays) =>
    arrays.reduce(
      (all, one) =>
        [...one.entries].reduce(
          (sum, [key, value]) => (typeof key === 'number' ? sum.append(value) : sum.set(key, value)),
          all,
        ),
      PhpArray.EMPTY,
    ),
  ),
  array_keys: ([array]) => (isArray(array) ? list(array.entries.keys()) : undefined),
  array_values: ([array]) => (isArray(array) ? list(array.values()) : undefined),
  array_combine: ofArrays((keys, values) =>
    values && keys
      ? PhpArray.of(keys.values().map((key, at) => [text(key), values.values()[at] ?? null] as const))
      : undefined,
  ),
  array_flip: ofArrays((array) =>
    array ? PhpArray.of([...array.entries].map(([key, value]) => [text(value), key] as const)) : undefined,
  ),
  array_fill_keys: ([keys, value]) =>
    isArray(keys) ? PhpArray.of(keys.values().map((key) => [text(key), value ?? null] as const)) : undefined,
  array_unique: ofArrays((array) => {
    const seen = new Set<string>();
    return array && filtered(array, (value) => !seen.has(text(value)) && Boolean(seen.add(text(value))));
  }),
  array_diff: ofArrays(
    (array, ...others) => array && filtered(array, (value) => !others.some((one) => includes(one, value))),
  ),
  array_diff_key: ofArrays(
    (array, ...others) => array && filtered(array, (_, key) => others.every((one) => one.get(key) === undefined)),
  ),
  array_intersect: ofArrays(
    (array, ...others) => array && filtered(array, (value) => others.every((one) => includes(one, value))),
  ),
  array_intersect_key: ofArrays(
    (array, ...others) => array && filtered(array, (_, key) => others.every((one) => one.get(key) !== undefined)),
  ),
  array_reverse: ([array]) => (isArray(array) ? list(array.values().reverse()) : undefined),
  array_slice: ([array, offset = null, length = null]) => {
    if (!isArray(array) || typeof offset !== 'number') return undefined;
    const items = [...array.entries];
    const from = offset < 0 ? Math.max(0, items.length + offset) : offset;
    const to = typeof length !== 'number' ? items.length : length < 0 ? items.length + length : from + length;
    return PhpArray.of(
      items.slice(from, to).map(([key, value], at) => [typeof key === 'number' ? at : key, value] as const),
    );
  },
  array_key_exists: ([key, array]) => (isArray(array) ? array.get(text(key)) !== undefined : undefined),
  array_key_first: ([array]) => (isArray(array) ? ([...array.entries.keys()][0] ?? null) : undefined),
  array_search: ([value = null, array]) => {
    if (!isArray(array)) return undefined;
    return [...array.entries].find(([, one]) => text(one) === text(value))?.[0] ?? false;
  },
  in_array: ([value = null, array]) =>
    isArray(array)
      ? array.values().some((one) => same(one, value) || (textOf(one) !== undefined && text(one) === text(value)))
      : undefined,
  array_map: ([callee = null, array, ...rest], it, place) => {
    if (!isArray(array) || rest.length > 0) return undefined;
    return PhpArray.of(
      [...array.entries].map(([key, value]) => [key, call(it, callee, [value], place) ?? null] as const),
    );
  },
  array_filter: ([array, callee = null, mode = 0], it, place) => {
    if (!isArray(array) || mode !== 0) return undefined;
    const truths = array
      .values()
      .map((value) => it.truth(callee === null ? value : (call(it, callee, [value], place) ?? null)));
    if (truths.some((truth) => typeof truth !== 'boolean')) return undefined;
    let at = 0;
    return filtered(array, () => truths[at++] === true);
  },
  array_column: ([array, column = null]) =>
    isArray(array) && array.values().every(isArray)
      ? list(array.values().flatMap((row) => (isArray(row) ? [row.get(text(column)) ?? null] : [])))
      : undefined,
  array_sum: ([array]) =>
    isArray(array) ? array.values().reduce<number>((sum, one) => sum + Number(text(one)), 0) : undefined,
  count: ([array]) => (isArray(array) ? array.size : undefined),
  sizeof: ([array]) => (isArray(array) ? array.size : undefined),
  range: ([from, to]) =>
    typeof from === 'number' && typeof to === 'number' && Math.abs(to - from) < LIMITS.items
      ? list(Array.from({ length: Math.abs(to - from) + 1 }, (_, at) => (to < from ? from - at : from + at)))
      : undefined,
  implode: ([glue, array]) => joinTexts(glue, array),
  join: ([glue, array]) => joinTexts(glue, array),
  explode: ([separator, whole]) =>
    typeof separator === 'string' && separator !== '' && typeof whole === 'string'
      ? list(whole.split(separator))
      : undefined,
  sprintf: ([format, ...values]) => {
    const texts = values.map((value) => textOf(value));
    if (typeof format !== 'string' || texts.some((one) => one === undefined) || /%(?![sd%])/.test(format))
      return undefined;
    let at = 0;
    return format.replace(/%[sd%]/g, (sign) => (sign === '%%' ? '%' : (texts[at++] ?? '')));
  },
  str_replace: ([from, to, whole]) => {
    if (typeof whole !== 'string' || isArray(to)) return undefined;
    const parts = isArray(from) ? from.values().map(text) : [text(from)];
    return parts.reduce((result, one) => (one === '' ? result : result.replaceAll(one, () => text(to))), whole);
  },
  str_repeat: ([one, times]) =>
    typeof one === 'string' && typeof times === 'number' && one.length * times < LIMITS.textLength
      ? one.repeat(Math.max(0, times))
      : undefined,
  strtolower: ofTexts((one = '') => one.toLowerCase()),
  strtoupper: ofTexts((one = '') => one.toUpperCase()),
  ucfirst: ofTexts((one = '') => one.charAt(0).toUpperCase() + one.slice(1)),
  lcfirst: ofTexts((one = '') => one.charAt(0).toLowerCase() + one.slice(1)),
  trim: trimmed(/^\s+|\s+$/g),
  ltrim: trimmed(/^\s+/g),
  rtrim: trimmed(/\s+$/g),
  strlen: ofTexts((one = '') => Buffer.byteLength(one)),
  strpos: ofTexts((whole = '', one = '') => (whole.includes(one) ? whole.indexOf(one) : false)),
  str_contains: ofTexts((whole = '', one = '') => whole.includes(one)),
  str_starts_with: ofTexts((whole = '', one = '') => whole.startsWith(one)),
  str_ends_with: ofTexts((whole = '', one = '') => whole.endsWith(one)),
  substr: ([whole, from = 0, length = null]) => {
    if (typeof whole !== 'string' || typeof from !== 'number') return undefined;
    const rest = whole.slice(from);
    return typeof length === 'number' ? rest.slice(0, length) : rest;
  },
  preg_quote: ([whole, delimiter = '']) => {
    if (typeof whole !== 'string') return undefined;
    const quoted = whole.replace(REGEXP_SPECIAL, (sign) => (sign === '/' ? sign : `\\${sign}`));
    return delimiter === '/' ? quoted.replaceAll('/', '\\/') : quoted;
  },
  is_array: ([value]) => isArray(value),
  is_string: ([value]) => typeof value === 'string',
  is_int: ([value]) => typeof value === 'number',
  is_numeric: ([value]) =>
    typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))),
  is_null: ([value = null]) => value === null,
  is_bool: ([value]) => typeof value === 'boolean',
  intval: ofTexts((one = '') => Number.parseInt(one, 10) || 0),
  strval: ofTexts((one = '') => one),
  boolval: ([value = null], it) => it.truthValue(it.truth(value)),
  max: (values) => numbers(values, Math.max),
  min: (values) => numbers(values, Math.min),
  defined: ([name], it) =>
    typeof name === 'string' ? it.host.constant(name) !== undefined || it.code.constant(name) !== null : undefined,
  function_exists: ([name], it) =>
    typeof name === 'string' && (it.code.function(name) !== null || it.host.function(name.toLowerCase()) !== null)
      ? true
      : undefined,
  call_user_func: ([callee, ...values], it, place) => call(it, callee, values, place),
};

export const changingFunctions: Readonly<Record<string, Changing>> = {
  array_push: (list, values) => ({
    list: values.reduce<PhpArray>((all, one) => all.append(one), list),
    result: list.size + values.length,
  }),
  array_unshift: (list, values) => ({
    list: PhpArray.list([...values, ...list.values()]),
    result: list.size + values.length,
  }),
  array_pop: (list) => {
    const keys = [...list.entries.keys()];
    const last = keys.at(-1);
    return last === undefined ? { list, result: null } : { list: list.without(last), result: list.get(last) ?? null };
  },
  array_shift: (list) => ({ list: PhpArray.list(list.values().slice(1)), result: list.values()[0] ?? null }),
  sort: (list) => ({ list: PhpArray.list(list.values().sort((a, b) => (text(a) < text(b) ? -1 : 1))), result: true }),
  ksort: (list) => ({
    list: PhpArray.of([...list.entries].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))),
    result: true,
  }),
};

function joinTexts(glue: Value | undefined, array: Value | undefined): Value | undefined {
  if (isArray(glue)) return joinTexts(array ?? '', glue);
  const texts = isArray(array) ? array.values().map((one) => textOf(one)) : [undefined];
  return texts.every((one) => one !== undefined) ? texts.join(text(glue)) : undefined;
}

function trimmed(pattern: RegExp): Pure {
  return ([whole, characters]) =>
    typeof whole === 'string' && characters === undefined ? whole.replace(pattern, '') : undefined;
}

function numbers(values: readonly Value[], pick: (...of: number[]) => number): Value | undefined {
  return values.every((one) => typeof one === 'number') ? pick(...values) : undefined;
}
