import {
  equalitiesIn,
  sourceOnSite,
  type ElementDefinition,
  type QuerySource,
  type QueryWrites,
  type Source,
  type Sql,
  type SqlChunk,
  type SqlColumn,
  type TableInQuery,
  type WriteOperand,
  type WriteWay,
} from '@coursekeep/definitions';
import type { ColumnDescription, TableDescription } from '@coursekeep/moodle-site';

/** Where the rows of an element go: the definition of the element, read backwards. */
export interface Target {
  /** The table; null where the element is no row of one. */
  readonly table: SiteTable | null;
  /** A table that the site does not have, so that these rows have no place. */
  readonly missing: string | null;
  /** Something else than a row: see QueryWrites. */
  readonly way: WriteWay | null;
  /** Rows that code computes: their name. */
  readonly computed: string | null;
  /** The column that an attribute or field fills; null for what is of another table (a joined value). */
  columnOf(name: string): string | null;
  /** Whether the site's table could be expected to have this and does not. */
  lacks(name: string): boolean;
  /** Columns that the element does not show. */
  readonly set: ReadonlyMap<string, WriteOperand>;
  readonly with: Readonly<Record<string, WriteOperand>>;
  /** A row of another table that comes with each of these. */
  readonly tie: QueryWrites['tie'] | null;
}

export interface SiteTable {
  readonly description: TableDescription;
  readonly columns: ReadonlyMap<string, ColumnDescription>;
}

/** The way back into the tables of one release of Moodle. */
export class Targets {
  private readonly tables: ReadonlyMap<string, SiteTable>;
  private readonly targets = new Map<ElementDefinition, Target | null>();

  constructor(descriptions: readonly TableDescription[]) {
    this.tables = new Map(
      descriptions.map((description) => [
        description.name,
        { description, columns: new Map(description.columns.map((column) => [column.name, column])) },
      ]),
    );
  }

  /** Null where the site has no such table. */
  table(name: string): SiteTable | null {
    return this.tables.get(name) ?? null;
  }

  /** Null for elements that only hold others. */
  of(definition: ElementDefinition): Target | null {
    let target = this.targets.get(definition);
    if (target === undefined) this.targets.set(definition, (target = readBackwards(definition, this)));
    return target;
  }
}

function readBackwards(definition: ElementDefinition, targets: Targets): Target | null {
  const source = sourceHere(definition, targets);
  if (!source || source.kind === 'task') return null;
  const name = source.kind === 'computed' ? null : tableName(source);
  const table = name === null ? null : targets.table(name);
  const joined = source.kind === 'query' ? source.columns : {};
  const columnByField = new Map(Object.entries(definition.aliases).map(([column, field]) => [field, column]));
  return {
    table,
    missing: name !== null && !table ? name : null,
    way: source.kind === 'query' ? (source.writes?.as ?? null) : null,
    computed: source.kind === 'computed' ? source.name : null,
    columnOf: (field) => {
      if (!table) return null;
      if (table.columns.has(field) && !isJoined(source, joined[field], field)) return field;
      const column = columnByField.get(field);
      return column !== undefined && table.columns.has(column) ? column : null;
    },
    lacks: (field) =>
      table !== null && joined[field] === undefined && definition.fieldsBefore[field] === undefined && field !== 'id',
    set: new Map(Object.entries(demands(source))),
    with: source.kind === 'query' ? (source.writes?.with ?? {}) : {},
    tie: source.kind === 'query' ? (source.writes?.tie ?? null) : null,
  };
}

/** The source by which this site would be read; where it lacks the tables, what a site of today is read by. */
function sourceHere({ source }: ElementDefinition, targets: Targets): Source | null {
  if (source?.kind !== 'first of') return source;
  const site = {
    hasTable: (name: string) => targets.table(name) !== null,
    hasColumn: (name: string, column: string) => targets.table(name)?.columns.has(column) ?? false,
  };
  return sourceOnSite(source, site) ?? source.sources[0] ?? null;
}

/** Whether a field of a query is a value of another table than the one that is written. */
function isJoined(source: Source, expression: Sql | undefined, field: string): boolean {
  if (source.kind !== 'query' || expression === undefined) return false;
  const written = writtenTable(source);
  const isOfIt = (chunk: SqlChunk) =>
    chunk.kind === 'column' && chunk.alias === written?.alias && chunk.column === field;
  return !expression.chunks.some(isOfIt);
}

function tableName(source: Source): string | null {
  if (source.kind === 'table') return source.table;
  if (source.kind !== 'query' || source.writes?.as) return null;
  return source.writes?.table ?? writtenTable(source)?.table ?? null;
}

/** The table that a query's rows are of. */
function writtenTable({ join, all, writes }: QuerySource): TableInQuery | null {
  if (writes?.table === undefined) return (all.length === 1 && all[0]) || null;
  const named = join.chunks.find((chunk) => chunk.kind === 'table' && chunk.table === writes.table);
  return named?.kind === 'table' && named.alias !== null ? { table: named.table, alias: named.alias } : null;
}

/** What the definition demands of the rows, and so says of their columns. */
function demands(source: Source): Record<string, WriteOperand> {
  if (source.kind === 'table') return { ...source.where };
  if (source.kind !== 'query') return {};
  return { ...equalities(source), ...source.writes?.set };
}

function equalities(source: QuerySource): Record<string, WriteOperand> {
  const written = writtenTable(source);
  const known = new Map<string, WriteOperand>();
  const same: [string, string][] = [];
  const keyOf = ({ alias, column }: SqlColumn) => `${alias}.${column}`;
  for (const { left, right } of equalitiesIn(source.join)) {
    if (right.kind === 'column') same.push([keyOf(left), keyOf(right)], [keyOf(right), keyOf(left)]);
    else if (right.kind === 'literal') known.set(keyOf(left), right.value);
    else known.set(keyOf(left), right);
  }
  for (const [key, other] of same) {
    const operand = known.get(other);
    if (operand !== undefined && !known.has(key)) known.set(key, operand);
  }
  const prefix = `${written?.alias ?? ''}.`;
  return Object.fromEntries(
    [...known].filter(([key]) => key.startsWith(prefix)).map(([key, operand]) => [key.slice(prefix.length), operand]),
  );
}
