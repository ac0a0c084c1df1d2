import {
  sourceOnSite,
  type ElementDefinition,
  type QuerySource,
  type QueryWrites,
  type Source,
  type TaskVariable,
  type WriteOperand,
  type WriteWay,
} from '@coursekeep/backup-engine';
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
function isJoined(source: Source, expression: string | undefined, field: string): boolean {
  if (source.kind !== 'query' || expression === undefined) return false;
  const [alias] = aliasOf(source);
  return !expression.includes(`${alias}.${field}`);
}

function tableName(source: Source): string | null {
  if (source.kind === 'table') return source.table;
  if (source.kind !== 'query' || source.writes?.as) return null;
  return source.writes?.table ?? aliasOf(source)[1] ?? null;
}

/** The alias of the table that a query's rows are of, and the table. */
function aliasOf(source: QuerySource): [string, string] | [] {
  const all = Object.entries(source.all ?? {});
  const found = source.writes?.table
    ? [...source.join.matchAll(/\{(\w+)\} (\$\w+)/g)].find((match) => match[1] === source.writes?.table)
    : undefined;
  if (found) return [found[2] ?? '', found[1] ?? ''];
  return all.length === 1 && all[0] ? all[0] : [];
}

/** What the definition demands of the rows, and so says of their columns. */
function demands(source: Source): Record<string, WriteOperand> {
  if (source.kind === 'table') return { ...source.where };
  if (source.kind !== 'query') return {};
  return { ...equalities(source), ...source.writes?.set };
}

const EQUALITY = /(\$\w+)\.(\w+) = (?::(\w+)\.(\w+)|'([^']*)'|(\d+)\b|(\$\w+)\.(\w+))/g;

function equalities(source: QuerySource): Record<string, WriteOperand> {
  const [alias] = aliasOf(source);
  const known = new Map<string, WriteOperand>();
  const same: [string, string][] = [];
  for (const [, left, column, from, name, text, number, otherAlias, otherColumn] of source.join.matchAll(EQUALITY)) {
    const key = `${left}.${column}`;
    if (from) known.set(key, operandOf(from, name ?? ''));
    else if (text !== undefined) known.set(key, text);
    else if (number !== undefined) known.set(key, Number(number));
    else same.push([key, `${otherAlias}.${otherColumn}`], [`${otherAlias}.${otherColumn}`, key]);
  }
  for (const [key, other] of same) {
    const operand = known.get(other);
    if (operand !== undefined && !known.has(key)) known.set(key, operand);
  }
  return Object.fromEntries(
    [...known]
      .filter(([key]) => key.startsWith(`${alias}.`))
      .map(([key, operand]) => [key.slice(key.indexOf('.') + 1), operand]),
  );
}

function operandOf(from: string, name: string): WriteOperand {
  if (from === 'task') return { kind: 'task', variable: name as TaskVariable };
  return { kind: 'ancestor', element: from === 'parent' ? null : from, column: name };
}
