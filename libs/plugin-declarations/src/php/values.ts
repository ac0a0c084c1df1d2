import type { Formula } from './formula';
import { LimitReached, LIMITS } from './limits';
import type { Place } from './place';
import type { PhpNode } from './parse';
import type { ClassDeclaration } from './code';

/** A value that the interpreter knows, in whole or in part. */
export type Value = null | boolean | number | string | PhpArray | PhpObject | Closure | Choice | Known | Unknown;

/** What only running the code would tell, and where it stands. */
export class Unknown {
  constructor(
    readonly place: Place,
    readonly what: string,
  ) {}
}

/** One value or another, by what holds when the backup is made. */
export class Choice {
  constructor(
    readonly when: Formula,
    readonly then: Value,
    readonly otherwise: Value,
  ) {}
}

/** Something with a meaning of its own for the interpreter's user, such as the id of the course of the backup. */
export class Known {
  constructor(
    readonly meaning: string,
    readonly detail: unknown,
  ) {}
}

/** A function without a name. */
export class Closure {
  constructor(
    readonly node: PhpNode,
    readonly bound: ReadonlyMap<string, Value>,
    readonly self: PhpObject | null,
    readonly owner: ClassDeclaration | null,
    readonly file: string,
  ) {}
}

/** An object. `nature`: what it is to the interpreter's user; null for plain ones. */
export class PhpObject {
  readonly properties = new Map<string, Value>();

  constructor(
    readonly className: string,
    readonly declaration: ClassDeclaration | null,
    public nature: unknown = null,
  ) {}
}

export type Key = string | number;

/** An array; never changed, as PHP's arrays are values. */
export class PhpArray {
  static readonly EMPTY = new PhpArray(new Map(), 0);

  static list(values: readonly Value[]): PhpArray {
    return values.reduce<PhpArray>((array, value) => array.append(value), PhpArray.EMPTY);
  }

  static of(entries: Iterable<readonly [Key, Value]>): PhpArray {
    let array = PhpArray.EMPTY;
    for (const [key, value] of entries) array = array.set(key, value);
    return array;
  }

  private constructor(
    readonly entries: ReadonlyMap<Key, Value>,
    private readonly next: number,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  get(key: Key): Value | undefined {
    return this.entries.get(arrayKey(key));
  }

  set(key: Key, value: Value): PhpArray {
    const own = arrayKey(key);
    if (this.entries.size >= LIMITS.items) throw new LimitReached(`An array has more than ${LIMITS.items} items.`);
    const next = typeof own === 'number' && own >= this.next ? own + 1 : this.next;
    return new PhpArray(new Map(this.entries).set(own, value), next);
  }

  append(value: Value): PhpArray {
    return this.set(this.next, value);
  }

  without(key: Key): PhpArray {
    const entries = new Map(this.entries);
    entries.delete(arrayKey(key));
    return new PhpArray(entries, this.next);
  }

  values(): Value[] {
    return [...this.entries.values()];
  }
}

function arrayKey(key: Key): Key {
  return typeof key === 'string' && /^(0|-?[1-9]\d{0,15})$/.test(key) ? Number(key) : key;
}

/** A value as PHP turns it into text; undefined where it is none that the interpreter can. */
export function textOf(value: Value): string | undefined {
  if (value === null || value === false) return '';
  if (value === true) return '1';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** Are these the same to a reader? Objects only where they are one. */
export function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a instanceof PhpArray && b instanceof PhpArray) {
    if (a.size !== b.size) return false;
    const others = [...b.entries];
    return [...a.entries].every(([key, value], at) => key === others[at]?.[0] && same(value, others[at]?.[1] ?? null));
  }
  if (a instanceof Choice && b instanceof Choice) {
    return a.when === b.when && same(a.then, b.then) && same(a.otherwise, b.otherwise);
  }
  if (a instanceof Known && b instanceof Known) {
    return a.meaning === b.meaning && JSON.stringify(a.detail) === JSON.stringify(b.detail);
  }
  return false;
}

/** `then` where the formula holds, else `otherwise`. */
export function choice(when: Formula, then: Value, otherwise: Value): Value {
  if (when === true || same(then, otherwise)) return then;
  if (when === false) return otherwise;
  return new Choice(when, then, otherwise);
}
