import type { Operand, TaskVariable, WriteOperand } from './operands';
import { knownOptions } from './known-options';
import { parseSql, type Sql, tablesNamed } from './sql';

/** The rows of one table by equality. `without`: what is asked in addition while a setting is off. */
export interface TableSource {
  readonly kind: 'table';
  readonly table: string;
  readonly where: Readonly<Record<string, Operand>>;
  readonly orderBy: string;
  readonly without?: Readonly<Record<string, Readonly<Record<string, Operand>>>>;
  /** The table in which newer versions of Moodle keep this: a site that has it has no rows here. */
  readonly before?: string;
}

/** Rows of a join. */
export interface QuerySource {
  readonly kind: 'query';
  /** Continues a FROM: `JOIN {tag} $t ON …`. */
  readonly join: Sql;
  /** What the rows must fulfil besides, where an outer join keeps it from standing in `join`. */
  readonly where?: Sql;
  /** Element or column name → what it is. */
  readonly columns: Readonly<Record<string, Sql>>;
  /** Tables of the join whose declared columns are all selected. */
  readonly all: readonly TableInQuery[];
  /** What tells two rows of one parent apart and orders them at the end; unique within the parent. */
  readonly key: Sql;
  readonly orderBy: readonly Sql[];
  /** Rows of one parent that agree in these are one row: for columns that count or sum. */
  readonly groupBy?: readonly Sql[];
  /** As in TableSource. */
  readonly before?: string;
  /** How an import puts such a row back, where `all` and `join` do not say it. */
  readonly writes?: QueryWrites;
}

/** A table under its name in a query. */
export interface TableInQuery {
  readonly table: string;
  readonly alias: string;
}

/** A QuerySource as a definition says it, in the notation of `sql.ts`. */
export interface QueryOptions extends Pick<QuerySource, 'before' | 'writes'> {
  /** Continues a FROM: `JOIN {tag} $t ON …`. */
  join: string;
  columns: Readonly<Record<string, string>>;
  /** `{ $q: 'question' }`: all columns of that table. */
  all?: Readonly<Record<string, string>>;
  key: string;
  /** Separated by commas. */
  orderBy?: string;
}

/** The way back from an element to tables. Without `table` it is the only one of `all`; what `join` demands of that table
 *  by equality need not be said again. */
export interface QueryWrites {
  readonly table?: string;
  /** Columns that the element does not show. */
  readonly set?: Readonly<Record<string, WriteOperand>>;
  /** Not one row of a table, but something that an import knows by name (a tag, a custom field …), or nothing at all. */
  readonly as?: WriteWay;
  /** A row of another table that comes with each of these: the one of the join that has no element of its own. */
  readonly tie?: { readonly table: string; readonly set: Readonly<Record<string, WriteOperand>> };
  /** What that way needs to know. */
  readonly with?: Readonly<Record<string, WriteOperand>>;
}

export type WriteWay =
  | 'access condition'
  | 'tag'
  | 'slot tag'
  | 'custom field'
  | 'profile field'
  | 'competency'
  | 'sco track'
  | 'role'
  | 'user'
  | 'nothing';

/** Rows whose values the definition gives itself: no query. */
export interface GivenSource {
  readonly kind: 'given';
  readonly rows: readonly Readonly<Record<string, GivenValue>>[];
}
export type GivenValue = string | null | { readonly kind: 'task'; readonly variable: TaskVariable };

/** One row that the task itself gives: no query. */
export interface TaskSource {
  readonly kind: 'task';
  readonly columns: Readonly<Record<string, TaskVariable>>;
}

/** Rows that code makes, for what no join can say; small by nature. */
export interface ComputedSource {
  readonly kind: 'computed';
  readonly name: string;
}

export type Source = TableSource | QuerySource | TaskSource | ComputedSource | GivenSource;

/** The same rows as versions of Moodle keep them in different tables. A site is read by the first of these whose tables it
 *  has, and by that one alone. */
export interface FirstOfSource {
  readonly kind: 'first of';
  readonly sources: readonly Source[];
}

/** What a definition says of where rows come from; on one site it is a Source. */
export type DeclaredSource = Source | FirstOfSource;
export type SourceRow = Readonly<Record<string, string | null>>;

export function table(
  name: string,
  where: Readonly<Record<string, Operand>>,
  options: Partial<Pick<TableSource, 'orderBy' | 'without' | 'before'>> = {},
): TableSource {
  knownOptions(`table "${name}"`, options, ['orderBy', 'without', 'before']);
  const { orderBy = 'id', without, before } = options;
  return { kind: 'table', table: name, where, orderBy, without, before };
}

/** Throws DefinitionError where it names a table that its join does not have. */
export function query({ join, columns, all = {}, key, orderBy, ...rest }: QueryOptions): QuerySource {
  knownOptions('query', rest, ['before', 'writes']);
  const tables = tablesNamed(join);
  const parse = (text: string) => parseSql(text, tables);
  return {
    kind: 'query',
    join: parse(join),
    columns: Object.fromEntries(Object.entries(columns).map(([name, text]) => [name, parse(text)])),
    all: Object.entries(all).map(([alias, table]) => ({ alias: alias.replace(/^\$/, ''), table })),
    key: parse(key),
    orderBy: orderBy === undefined ? [] : orderBy.split(',').map((one) => parse(one.trim())),
    ...rest,
  };
}

export function firstOf(...sources: readonly Source[]): FirstOfSource {
  return { kind: 'first of', sources };
}

export function fromTask(columns: Readonly<Record<string, TaskVariable>>): TaskSource {
  return { kind: 'task', columns };
}

export function given(...rows: GivenSource['rows'][number][]): GivenSource {
  return { kind: 'given', rows };
}

export function computed(name: string): ComputedSource {
  return { kind: 'computed', name };
}
