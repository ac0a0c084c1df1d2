import type { Operand, QuerySource, Sql, SqlChunk, TableInQuery } from '@coursekeep/definitions';
import type { NestedElement, SaidSource } from '../../api/nested-element';
import { PhpArray, Unknown } from '../../php/values';
import type { Conversion } from '../conversion';
import type { Level } from '../levels';
import { NotReadable, operandOf } from '../paths';
import { type Meaning, sqlOf } from './print';
import { isAggregate, parseSelect, type Select, tablesOf } from './select';
import { isWord, splitAt, type Token, tokensOf } from './tokens';

/** The rows of a query that a plugin wrote, as one for all tasks together. Throws NotReadable where it cannot be. */
export function sqlSource(
  said: Extract<SaidSource, { kind: 'sql' }>,
  declared: NestedElement,
  levels: readonly Level[],
  to: Conversion,
): QuerySource {
  if (typeof said.sql !== 'string') {
    if (said.sql instanceof Unknown) throw new NotReadable(`its SQL depends on ${said.sql.what}`, said.sql.place);
    throw new NotReadable('its SQL is not known');
  }
  const tokens = tokensOf(said.sql);
  const select = parseSelect(tokens);
  const meaning: Meaning = {
    tables: tablesOf(tokens),
    columns: (table) => to.site.columns(table),
    parameter: parametersOf(said, levels),
  };
  // Question marks count from the left of the whole text.
  const printed = print(select, meaning);
  if (isOneRow(select)) return oneRow(select, printed);
  const source = manyRows(select, printed, meaning);
  if (source.groupBy && declared.children.length > 0)
    throw new NotReadable('its SQL groups rows that have others below them');
  return source;
}

/** The operand of each parameter: by name, or by place. */
function parametersOf(said: Extract<SaidSource, { kind: 'sql' }>, levels: readonly Level[]): Meaning['parameter'] {
  const given = said.parameters === null ? PhpArray.EMPTY : said.parameters;
  if (!(given instanceof PhpArray)) throw new NotReadable('the parameters of its SQL are not known');
  const inOrder = given.values();
  let at = 0;
  return ({ name }): Operand => {
    const value = name === null ? inOrder[at++] : given.get(name);
    if (value === undefined) throw new NotReadable(`the parameter ${name ?? at} of its SQL is missing`);
    return operandOf(value, levels);
  };
}

/** Does it count over all rows, so that there is one row whatever there is? */
function isOneRow(select: Select): boolean {
  const isCount = select.items.some((item) => item.kind === 'value' && isAggregate(item.expression));
  return isCount && select.groupBy.length === 0;
}

interface Printed {
  readonly items: ReadonlyMap<string, Sql>;
  /** As it continues another FROM, unless there is one row only. */
  readonly from: Sql;
  readonly where: Sql | null;
  readonly groupBy: readonly Sql[];
  readonly orderBy: readonly Sql[];
}

function print(select: Select, meaning: Meaning): Printed {
  const items = new Map(
    select.items.flatMap((item) =>
      item.kind === 'value' ? [[item.name.toLowerCase(), sqlOf(item.expression, meaning)] as const] : [],
    ),
  );
  const from = isOneRow(select) ? sqlOf(select.from, meaning) : furtherFrom(select.from, meaning);
  const where = select.where && sqlOf(select.where, meaning);
  // A name that a column was given may stand for it.
  const sorted = (tokens: readonly Token[]): Sql => {
    const [first] = tokens;
    const named = first?.kind === 'word' ? items.get(first.text.toLowerCase()) : undefined;
    const way = tokens.at(-1);
    if (named && tokens.length <= 2)
      return join(named, text(tokens.length === 2 && isWord(way, 'DESC') ? ' DESC' : ''));
    return sqlOf(tokens, meaning);
  };
  return { items, from, where, groupBy: select.groupBy.map(sorted), orderBy: select.orderBy.map(sorted) };
}

const text = (words: string): Sql => ({ chunks: words === '' ? [] : [{ kind: 'text', text: words }] });
const join = (...parts: readonly Sql[]): Sql => ({ chunks: parts.flatMap(({ chunks }) => chunks) });

/** Columns that count over all rows: one row, whatever there is. */
function oneRow(select: Select, { items, from, where }: Printed): QuerySource {
  if (select.items.some(({ kind }) => kind === 'all')) throw new NotReadable('its SQL counts rows and shows them');
  const around = join(text(' FROM '), from, where ? join(text(' WHERE '), where) : text(''));
  return {
    kind: 'query',
    join: text(''),
    columns: Object.fromEntries(
      [...items].map(([name, sql]) => [name, join(text('(SELECT '), sql, around, text(')'))]),
    ),
    all: [],
    key: text('1'),
    orderBy: [],
  };
}

/** A FROM as it continues another one: its first table, and each after a comma, has no condition of its own. */
function furtherFrom(from: readonly Token[], meaning: Meaning): Sql {
  const parts = splitAt(from, ',').map((part) => {
    const [first, second, third] = part;
    if (first?.kind !== 'table') throw new NotReadable('its SQL reads rows of another query');
    const isNamed = second?.kind === 'word' && meaning.tables.get(second.text) === first.name;
    const length = isWord(second, 'AS') && third ? 3 : isNamed ? 2 : 1;
    const table = sqlOf(part.slice(0, length), meaning);
    return join(text('JOIN '), table, text(' ON 1 = 1 '), sqlOf(part.slice(length), meaning));
  });
  return join(...parts.flatMap((part) => [part, text(' ')]));
}

function manyRows(select: Select, { items, from, where, groupBy, orderBy }: Printed, meaning: Meaning): QuerySource {
  const tables = [...select.tables].map(([alias, table]): TableInQuery => ({ table, alias }));
  const all = select.items.flatMap((item) => {
    if (item.kind !== 'all') return [];
    return item.alias === null ? tables : tables.filter(({ alias }) => alias === item.alias);
  });
  const columns = Object.fromEntries(items);
  const every = [...items.values(), ...all.flatMap((table) => columnsOf(table, meaning))];
  const grouped = groupBy.length > 0 ? groupBy : select.distinct ? every : null;
  return {
    kind: 'query',
    join: from,
    ...(where ? { where } : {}),
    columns,
    // Of columns of the same name the later one counts.
    all: all.reverse(),
    key: grouped ? keyOfGroup(grouped) : keyOfRows(tables, meaning),
    orderBy,
    ...(grouped ? { groupBy: grouped } : {}),
  };
}

function columnsOf({ table, alias }: TableInQuery, meaning: Meaning): Sql[] {
  return meaning.columns(table).map((column) => ({ chunks: [{ kind: 'column', table, alias, column }] }));
}

const isId = ({ chunks: [chunk, ...more] }: Sql): boolean =>
  more.length === 0 && chunk?.kind === 'column' && chunk.column === 'id';

function keyOfGroup(grouped: readonly Sql[]): Sql {
  const key = grouped.find(isId) ?? grouped[0];
  if (!key) throw new NotReadable('its SQL groups by nothing');
  return key;
}

function keyOfRows(tables: readonly TableInQuery[], meaning: Meaning): Sql {
  const first = tables.find(({ table }) => meaning.columns(table).includes('id')) ?? tables[0];
  if (!first) throw new NotReadable('its SQL reads no table');
  const chunk: SqlChunk = { kind: 'column', ...first, column: 'id' };
  return { chunks: [chunk] };
}
