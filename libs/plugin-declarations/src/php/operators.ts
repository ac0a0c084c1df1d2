import type { Formula } from './formula';
import type { Interpreter } from './interpreter';
import type { Place } from './place';
import { Choice, Known, PhpArray, PhpObject, same, textOf, Unknown, type Value } from './values';

/** PHP's `==`, as far as it can be told. */
export function looselyEqual(it: Interpreter, left: Value, right: Value, place: Place): Value {
  return it.eachOf([left, right], ([a = null, b = null]) => {
    const unknown = [a, b].find((one) => one instanceof Unknown);
    if (unknown) return unknown;
    const [known, other] = a instanceof Known ? [a, b] : [b, a];
    if (known instanceof Known) {
      if (same(a, b)) return true;
      const formula: Formula | undefined = it.host.equals(known, other, it);
      return formula === undefined ? new Unknown(place, 'a comparison') : it.truthValue(formula);
    }
    return equal(a, b);
  });
}

/** PHP's `===`. */
export function identical(it: Interpreter, left: Value, right: Value, place: Place): Value {
  return it.eachOf([left, right], ([a = null, b = null]) => {
    const isPlain = (one: Value) => !(one instanceof Known || one instanceof Unknown || one instanceof Choice);
    if (isPlain(a) && isPlain(b)) return same(a, b);
    return looselyEqual(it, a, b, place);
  });
}

function equal(a: Value, b: Value): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean' || a === null || b === null) {
    if ((a === null && typeof b === 'string') || (b === null && typeof a === 'string')) return textOf(a) === textOf(b);
    return plainTruth(a) === plainTruth(b);
  }
  if (typeof a === 'string' && typeof b === 'string') {
    return isNumeric(a) && isNumeric(b) ? Number(a) === Number(b) : a === b;
  }
  if (typeof a === 'number' || typeof b === 'number') {
    const [x, y] = [textOf(a), textOf(b)];
    return x !== undefined && y !== undefined && (isNumeric(x) && isNumeric(y) ? Number(x) === Number(y) : x === y);
  }
  return same(a, b);
}

function plainTruth(value: Value): boolean {
  if (value instanceof PhpArray) return value.size > 0;
  return value instanceof PhpObject || (value !== '0' && Boolean(value));
}

const isNumeric = (text: string): boolean => /^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$/.test(text);

/** `<`, `>=`, `+` and the like, of numbers. */
export function arithmetic(it: Interpreter, type: string, left: Value, right: Value, place: Place): Value {
  return it.eachOf([left, right], ([a = null, b = null]) => {
    const unknown = [a, b].find((one) => one instanceof Unknown);
    if (unknown) return unknown;
    if (type === '+' && a instanceof PhpArray && b instanceof PhpArray) {
      return [...b.entries].reduce((sum, [key, value]) => (sum.get(key) === undefined ? sum.set(key, value) : sum), a);
    }
    const known = [a, b].find((one) => one instanceof Known);
    if (known instanceof Known) return comparedWithNothing(it, type, a, b, place);
    const [x, y] = [numberOf(a), numberOf(b)];
    const compute = operations[type];
    if (x === null || y === null || !compute) return new Unknown(place, `the operator ${type} here`);
    const result = compute(x, y);
    return typeof result === 'number' && !Number.isFinite(result)
      ? new Unknown(place, `the operator ${type} here`)
      : result;
  });
}

/** `$setting > 0` and `count > 0` ask whether there is anything. */
function comparedWithNothing(it: Interpreter, type: string, a: Value, b: Value, place: Place): Value {
  if (type === '>' && a instanceof Known && numberOf(b) === 0) return it.truthValue(it.truth(a));
  return new Unknown(place, `the operator ${type} here`);
}

function numberOf(value: Value): number | null {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return Number(value);
  return typeof value === 'string' && isNumeric(value) ? Number(value) : null;
}

const operations: Readonly<Record<string, (a: number, b: number) => number | boolean>> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '<=>': (a, b) => Math.sign(a - b),
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => Math.trunc(a) % Math.trunc(b),
  '**': (a, b) => a ** b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
};
