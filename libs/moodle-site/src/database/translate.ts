import { SiteDatabaseError } from '../errors';
import type { Parameter, Query } from './reader';

/** A query as a driver takes it. */
export interface NativeQuery<V> {
  readonly text: string;
  readonly values: V[];
}

/** How one database writes parameters. Each function may add to `values` and returns the SQL in its place. */
export interface ParameterStyle<V> {
  scalar(value: string | number | null, values: V[]): string;
  /** What follows the left operand: ` = ANY($1)`, ` IN (1,2)`. Must cope with the empty list and its negation. */
  membership(list: readonly (string | number)[], negated: boolean, values: V[]): string;
}

// Literals, quoted names and comments first, so that a `?` or `{x}` inside them stays what it is.
const token =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\{([a-z][a-z0-9_]*)\}|\b(NOT\s+)?IN\s*\(\s*\?\s*\)|\?/gi;

/** Turns the common dialect (see Query) into that of one database. Throws SiteDatabaseError `query-invalid` where the
 *  parameters do not fit the text: wrong number, a list outside `IN (?)`, a number that is not finite. */
export function translate<V>(query: Query, prefix: string, style: ParameterStyle<V>): NativeQuery<V> {
  const parameters = query.parameters ?? [];
  const values: V[] = [];
  let used = 0;
  const next = (): Parameter => {
    const value = parameters[used++];
    if (value === undefined) throw invalid(query, `it has more than ${parameters.length} placeholders`);
    return checked(query, value);
  };
  const text = query.text.replace(token, (found: string, table?: string, not?: string) => {
    if (table) return `"${prefix}${table}"`;
    if (found === '?') {
      const value = next();
      if (isList(value)) throw invalid(query, 'a list may only stand in IN (?)');
      return style.scalar(value, values);
    }
    if (!/^(NOT|IN)\b/i.test(found)) return found;
    const value = next();
    if (isList(value)) return style.membership(value, not !== undefined, values);
    return `${not ?? ''}IN (${style.scalar(value, values)})`;
  });
  if (used !== parameters.length)
    throw invalid(query, `it has ${used} placeholders for ${parameters.length} parameters`);
  return { text, values };
}

function isList(value: Parameter): value is readonly (string | number)[] {
  return Array.isArray(value);
}

function checked(query: Query, value: Parameter): Parameter {
  const bad = isList(value) ? value.some((item) => !bindable(item)) : value !== null && !bindable(value);
  if (bad) throw invalid(query, 'a parameter is neither text nor a finite number');
  return value;
}

function bindable(value: unknown): boolean {
  return typeof value === 'string' || Number.isFinite(value);
}

function invalid(query: Query, why: string): SiteDatabaseError {
  return new SiteDatabaseError('query-invalid', `The query cannot be sent, ${why}: ${query.text.slice(0, 200)}`);
}
