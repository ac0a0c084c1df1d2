/** The types that Moodle's own schema description knows. */
export type ColumnType = 'int' | 'number' | 'float' | 'char' | 'text' | 'binary';

/** One column as the site has it. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Digits after the point of a `number`. */
  readonly decimals?: number;
}

/** The tables and columns that this site's database really has, read from the database. Names without the prefix. */
export interface SiteSchema {
  hasTable(table: string): boolean;
  hasColumn(table: string, column: string): boolean;
  /** The columns in the order of the database; empty where the table is not there. */
  columns(table: string): readonly Column[];
  /** The names of all tables, in alphabetical order. */
  readonly tables: readonly string[];
}
