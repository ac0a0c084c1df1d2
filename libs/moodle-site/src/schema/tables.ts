import type { ColumnType } from './schema';
import { tableList } from './table-list';
import { parseTables } from './table-notation';

/** The Moodle releases whose tables are known. */
export type KnownRelease = '4.5' | '5.1';

/** In which known releases a thing exists: `since` 5.1 = not in 4.5; `until` 4.5 = not in 5.1; neither = in both. */
export interface Lifetime {
  readonly since?: KnownRelease;
  readonly until?: KnownRelease;
}

export interface ColumnDescription extends Lifetime {
  readonly name: string;
  readonly type: ColumnType;
  /** Digits of a number, characters of a `char`; the wider one where the releases differ. Absent: unlimited. */
  readonly length?: number;
  /** Digits after the point of a `number` (and of some `float`s). */
  readonly decimals?: number;
  readonly notNull: boolean;
  /** As text, of the newest release that has the column. Absent: none. */
  readonly default?: string;
}

export interface IndexDescription extends Lifetime {
  readonly name: string;
  readonly columns: readonly string[];
  readonly unique: boolean;
}

export interface ForeignKeyDescription extends Lifetime {
  readonly name: string;
  readonly columns: readonly string[];
  readonly referencedTable: string;
  readonly referencedColumns: readonly string[];
}

/** One table of Moodle, without the site's prefix. */
export interface TableDescription extends Lifetime {
  readonly name: string;
  readonly columns: readonly ColumnDescription[];
  /** Always `id`, counted up by the database. */
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKeyDescription[];
  /** Indexes and unique keys. Moodle's databases do not enforce foreign keys; each has a plain index instead. */
  readonly indexes: readonly IndexDescription[];
}

/** Every table that backups read or that says who may do what, by name in alphabetical order. */
export const tableDescriptions: readonly TableDescription[] = parseTables(tableList);

/** The tables as one release has them. */
export function tablesOf(release: KnownRelease): TableDescription[] {
  const exists = (thing: Lifetime) => (release === '4.5' ? !thing.since : !thing.until);
  return tableDescriptions.filter(exists).map((table) => ({
    ...table,
    columns: table.columns.filter(exists),
    foreignKeys: table.foreignKeys.filter(exists),
    indexes: table.indexes.filter(exists),
  }));
}
