import { DefinitionError } from '../definition-error';
import { TASK_VARIABLES, type TaskVariable } from './operands';

/** A piece of SQL that knows what it names. Notation in definitions: `{user} $u` is a table under a name of this very element,
 *  `$u.id` a column of it, `:task.course` a variable of the task, `:parent.id` a column of the nearest ancestor with rows,
 *  `:question.id` one of the ancestor element of that name, `IN (@groupfinal)` the ids collected so far under a name. */
export interface Sql {
  readonly chunks: readonly SqlChunk[];
}

export type SqlChunk =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'literal'; readonly text: string; readonly value: string | number }
  /** `alias` is null where a part of the query names the table by itself. */
  | { readonly kind: 'table'; readonly table: string; readonly alias: string | null }
  | SqlColumn
  | SqlValue
  | { readonly kind: 'collected'; readonly name: string };

/** A column of a table of the query. */
export interface SqlColumn {
  readonly kind: 'column';
  readonly table: string;
  readonly alias: string;
  readonly column: string;
}

/** What the surroundings give: a variable of the task, or a column of an ancestor (`element` null: the nearest with rows). */
export type SqlValue =
  | { readonly kind: 'task'; readonly variable: TaskVariable }
  | { readonly kind: 'ancestor'; readonly element: string | null; readonly column: string };

/** `$a.x = …`, as a query demands it. */
export interface SqlEquality {
  readonly left: SqlColumn;
  readonly right: SqlColumn | SqlValue | { readonly kind: 'literal'; readonly value: string | number };
}

/** The tables of a query by their aliases. */
export type SqlTables = ReadonlyMap<string, string>;

const TOKEN =
  /\{(?<table>\w+)\}(?: \$(?<as>\w+))?|\$(?<alias>\w+)\.(?<column>\w+)|(?<!:):(?<from>\w+)\.(?<name>\w+)|@(?<collected>\w+)|'(?<word>[^']*)'|(?<![\w."$])(?<number>\d+)\b/g;

/** Reads the notation. Throws DefinitionError where an alias belongs to no table of the query. */
export function parseSql(text: string, tables: SqlTables): Sql {
  const chunks: SqlChunk[] = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > at) chunks.push({ kind: 'text', text: text.slice(at, match.index) });
    chunks.push(chunkOf(match[0], match.groups ?? {}, tables, text));
    at = match.index + match[0].length;
  }
  if (at < text.length) chunks.push({ kind: 'text', text: text.slice(at) });
  return { chunks };
}

/** The tables that a join gives a name. */
export function tablesNamed(join: string): SqlTables {
  return new Map([...join.matchAll(/\{(\w+)\} \$(\w+)/g)].map(([, table = '', alias = '']) => [alias, table]));
}

/** All tables that a text of this notation names. */
export function tablesNamedIn(text: string): string[] {
  return tablesIn(parseSql(text, new Map()));
}

/** All tables that a piece of SQL names. */
export function tablesIn({ chunks }: Sql): string[] {
  return chunks.flatMap((chunk) => (chunk.kind === 'table' ? [chunk.table] : []));
}

/** Which columns a piece of SQL demands to equal what. */
export function equalitiesIn({ chunks }: Sql): SqlEquality[] {
  return chunks.flatMap((left, at) => {
    const [sign, right] = [chunks[at + 1], chunks[at + 2]];
    if (left.kind !== 'column' || sign?.kind !== 'text' || sign.text !== ' = ' || !right) return [];
    return right.kind === 'text' || right.kind === 'table' || right.kind === 'collected' ? [] : [{ left, right }];
  });
}

function chunkOf(
  text: string,
  groups: Readonly<Record<string, string | undefined>>,
  tables: SqlTables,
  whole: string,
): SqlChunk {
  const { table, as, alias, column, from, name, collected, word, number } = groups;
  if (table !== undefined) return { kind: 'table', table, alias: as ?? null };
  if (alias !== undefined && column !== undefined) {
    const owner = tables.get(alias);
    if (owner === undefined) throw new DefinitionError(`$${alias} is no table of this query: ${whole}`);
    return { kind: 'column', table: owner, alias, column };
  }
  if (from === 'task') {
    const variable = TASK_VARIABLES.find((one) => one === name);
    if (!variable) throw new DefinitionError(`A task has no variable “${name}”: it has ${TASK_VARIABLES.join(', ')}.`);
    return { kind: 'task', variable };
  }
  if (from !== undefined && name !== undefined)
    return { kind: 'ancestor', element: from === 'parent' ? null : from, column: name };
  if (collected !== undefined) return { kind: 'collected', name: collected };
  if (word !== undefined) return { kind: 'literal', text, value: word };
  return { kind: 'literal', text, value: Number(number) };
}
