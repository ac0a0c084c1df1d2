import {
  ancestor,
  type GivenValue,
  type Operand,
  type Source,
  table,
  type TaskVariable,
} from '@coursekeep/definitions';
import type { NestedElement, SaidSource } from '../api/nested-element';
import type { Formula } from '../php/formula';
import { Known, PhpArray, PhpObject, textOf, Unknown, type Value } from '../php/values';
import type { Conversion } from './conversion';
import type { Level } from './levels';
import { NotReadable, operandOf } from './paths';
import { sqlSource } from './sql/source';

/** A source of an element, under what it is that one. */
export interface ReadSource {
  readonly when: Formula;
  readonly source: Source;
  /** The element as paths see it. */
  readonly level: Level;
  /** Column → value that it fills too. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** Where an element's rows come from: arrays go before tables, tables before queries, the last of a kind counts. Throws
 *  NotReadable where one of them cannot be known. */
export function sourcesOf(declared: NestedElement, above: readonly Level[], to: Conversion): ReadSource[] {
  const { formulas } = to;
  let left: Formula = true;
  const read: ReadSource[] = [];
  for (const kind of ['array', 'table', 'sql'] as const) {
    for (const said of declared.sources.filter((one) => one.kind === kind).reverse()) {
      const when = formulas.and(said.when, left);
      left = formulas.and(left, formulas.not(said.when));
      if (when !== false) read.push({ when, ...readSourceAt(declared, said, above, to) });
    }
  }
  return read;
}

/** What is wrong with a source stands where the source is set, unless it is known better. */
function readSourceAt(...[declared, said, above, to]: Parameters<typeof readSource>): ReturnType<typeof readSource> {
  try {
    return readSource(declared, said, above, to);
  } catch (error) {
    if (error instanceof NotReadable && error.place === null) throw new NotReadable(error.message, said.place);
    throw error;
  }
}

function readSource(
  declared: NestedElement,
  said: SaidSource,
  above: readonly Level[],
  to: Conversion,
): Omit<ReadSource, 'when'> {
  const aliases = aliasesOf(declared);
  if (said.kind === 'array') {
    const rows = givenRows(said.rows);
    return { source: { kind: 'given', rows }, level: givenLevel(declared, rows), aliases };
  }
  const level = rowLevel(declared, said, aliases, to);
  const source =
    said.kind === 'table' ? tableSource(said, [...above, level], to) : sqlSource(said, declared, [...above, level], to);
  return { source, level, aliases };
}

function aliasesOf(declared: NestedElement): Record<string, string> {
  return Object.fromEntries(
    declared.aliases.map(({ column, final }) => {
      if (typeof column !== 'string' || typeof final !== 'string') throw new NotReadable('an alias is not known');
      return [column, final];
    }),
  );
}

function rowLevel(
  declared: NestedElement,
  said: SaidSource,
  aliases: Readonly<Record<string, string>>,
  to: Conversion,
): Level {
  const columns = said.kind === 'table' && typeof said.table === 'string' ? to.site.columns(said.table) : [];
  const columnOf = (name: string) => {
    const alias = Object.keys(aliases).find((column) => aliases[column] === name);
    return alias !== undefined && !columns.includes(name) ? alias : name;
  };
  return {
    name: declared.name,
    has: (name) => declared.attributes.includes(name) || declared.finals.includes(name),
    operand: (name) => ancestor(declared.name, columnOf(name)),
  };
}

function tableSource(
  { table: name, parameters, orderBy, place }: Extract<SaidSource, { kind: 'table' }>,
  levels: readonly Level[],
  to: Conversion,
): Source {
  if (typeof name !== 'string') throw new NotReadable('its table is not known');
  if (!(parameters instanceof PhpArray)) throw notReadable(parameters, 'its parameters are not known');
  const where = Object.fromEntries(
    [...parameters.entries].map(([column, value]): [string, Operand] => [String(column), operandOf(value, levels)]),
  );
  if (orderBy === null) return table(name, where);
  if (typeof orderBy !== 'string') throw new NotReadable('its order is not known');
  const items = orderBy.split(',').map((item) => item.trim());
  if (!items.every((item) => /^\w+( +(asc|desc))?$/i.test(item))) {
    to.leaveOut(null, place, `the order “${orderBy}” of {${name}}: rows are in the order of their ids`);
    return table(name, where);
  }
  return table(name, where, { orderBy: items.map((item) => item.replace(/ +/, ' ')).join(', ') });
}

function notReadable(value: Value, why: string): NotReadable {
  return value instanceof Unknown ? new NotReadable(`it depends on ${value.what}`, value.place) : new NotReadable(why);
}

type GivenRow = Readonly<Record<string, GivenValue>>;

function givenRows(rows: Value): GivenRow[] {
  if (!(rows instanceof PhpArray)) throw notReadable(rows, 'its rows are computed');
  return rows.values().map((row) => {
    const entries = row instanceof PhpArray ? row.entries : row instanceof PhpObject ? row.properties : null;
    if (!entries) throw notReadable(row, 'its rows are computed');
    return Object.fromEntries([...entries].map(([name, value]) => [String(name), givenValue(value)]));
  });
}

function givenValue(value: Value): GivenValue {
  if (value === null) return null;
  if (value instanceof Known && value.meaning === 'task')
    return { kind: 'task', variable: value.detail as TaskVariable };
  const text = textOf(value);
  if (text === undefined) throw notReadable(value, 'a value of its rows is computed');
  return text;
}

function givenLevel(declared: NestedElement, rows: readonly GivenRow[]): Level {
  const [only] = rows;
  return {
    name: declared.name,
    has: (name) => declared.attributes.includes(name) || declared.finals.includes(name),
    // What differs from row to row is no operand.
    operand: (name) => (rows.length === 1 && only && Object.hasOwn(only, name) ? only[name] : undefined),
  };
}
