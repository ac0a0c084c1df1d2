import type { ParamType, ParamValue } from './param-types';

interface Presence {
  /** For readers of the documentation. */
  readonly description?: string;
  /** The key may be absent; it then stays absent. */
  readonly optional?: boolean;
}

export interface ValueOptions<T extends ParamType = ParamType> extends Presence {
  /** Taken where the key is absent. */
  readonly default?: ParamValue<T> | null;
  /** NULL is a value here; it is refused otherwise. */
  readonly nullable?: boolean;
}
export interface ListOptions extends Presence {
  readonly default?: readonly unknown[];
}
export interface SingleOptions extends Presence {
  /** Moodle itself fills in the defaults of the structure's keys when the whole structure is absent: give `{}` for that. */
  readonly default?: Readonly<Record<string, unknown>>;
}

/** One scalar of a named type. */
export interface ValueDescription<T extends ParamType = ParamType, O extends ValueOptions<T> = ValueOptions<T>> {
  readonly kind: 'value';
  readonly type: T;
  readonly options: O;
}
/** Any number of things of one form, in order. */
export interface ListDescription<D extends Description = Description, O extends ListOptions = ListOptions> {
  readonly kind: 'list';
  readonly of: D;
  readonly options: O;
}
/** A structure with named keys, in the order in which answers show them. */
export interface SingleDescription<K extends Keys = Keys, O extends SingleOptions = SingleOptions> {
  readonly kind: 'single';
  readonly keys: K;
  readonly options: O;
}
export interface Keys {
  readonly [key: string]: Description;
}
/** The form of a function's parameters or of what it returns. */
export type Description =
  | ValueDescription
  | { readonly kind: 'list'; readonly of: Description; readonly options: ListOptions }
  | { readonly kind: 'single'; readonly keys: Keys; readonly options: SingleOptions };

/** Describes one scalar: `value('int', { default: 0, description: 'course id' })`. Required unless `default` or `optional` is given. */
export function value<const T extends ParamType, const O extends ValueOptions<T> = Record<never, never>>(
  type: T,
  options?: O,
): ValueDescription<T, O> {
  return { kind: 'value', type, options: options ?? ({} as O) };
}

/** Describes a list: `list(value('int'), { default: [] })`. */
export function list<const D extends Description, const O extends ListOptions = Record<never, never>>(
  of: D,
  options?: O,
): ListDescription<D, O> {
  return { kind: 'list', of, options: options ?? ({} as O) };
}

/** Describes a structure: `single({ id: value('int'), name: value('text') })`. */
export function single<const K extends Keys, const O extends SingleOptions = Record<never, never>>(
  keys: K,
  options?: O,
): SingleDescription<K, O> {
  return { kind: 'single', keys, options: options ?? ({} as O) };
}

type OptionalKeys<K extends Keys> = {
  [P in keyof K]: K[P]['options'] extends { optional: true } ? P : never;
}[keyof K];
type AbsentKeys<K extends Keys> = {
  [P in keyof K]: K[P]['options'] extends { optional: true } | { default: unknown } ? P : never;
}[keyof K];
type Nullable<O> = O extends { nullable: true } | { default: null } ? null : never;
type Flat<T> = { [P in keyof T]: T[P] };

/** The TypeScript type of parameters that fit a description, once cleaned (defaults filled in, scalars in their types). */
export type Cleaned<D extends Description> =
  D extends ValueDescription<infer T, infer O>
    ? ParamValue<T> | Nullable<O>
    : D extends ListDescription<infer E, ListOptions>
      ? Cleaned<E>[]
      : D extends SingleDescription<infer K, SingleOptions>
        ? Flat<
            { -readonly [P in Exclude<keyof K, OptionalKeys<K>>]: Cleaned<K[P]> } & {
              -readonly [P in OptionalKeys<K>]?: Cleaned<K[P]>;
            }
          >
        : never;

/** What a function may return for a description: keys with a default may be left out, big integers are welcome. */
export type Returned<D extends Description> =
  D extends ValueDescription<infer T, infer O>
    ? ReturnedValue<T> | Nullable<O>
    : D extends ListDescription<infer E, ListOptions>
      ? readonly Returned<E>[]
      : D extends SingleDescription<infer K, SingleOptions>
        ? Flat<
            { readonly [P in Exclude<keyof K, AbsentKeys<K>>]: Returned<K[P]> } & {
              readonly [P in AbsentKeys<K>]?: Returned<K[P]> | undefined;
            }
          >
        : never;
type ReturnedValue<T extends ParamType> =
  ParamValue<T> extends number
    ? number | bigint
    : ParamValue<T> extends boolean
      ? boolean
      : T extends 'raw'
        ? string | number | bigint
        : string;

/** Whether the key must be there. */
export function isRequired(description: Description): boolean {
  return !description.options.optional && !hasDefault(description);
}

export function hasDefault(description: Description): boolean {
  return description.options.default !== undefined;
}
