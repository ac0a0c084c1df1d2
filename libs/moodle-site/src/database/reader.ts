/** The name of a database family that a Moodle site can live on. */
export type DialectName = 'pgsql' | 'mysql' | 'sqlite';

/** A column's value as text, exactly as Moodle's own driver would give it, or null. */
export type Value = string | null;

/** One row, values in the order of the query's columns. */
export type Row = readonly Value[];

/** A value bound to a `?`. A list of ids stands for every id in it and is written as `x IN (?)`: it may hold hundreds of
 *  thousands of ids and is still one query. */
export type Parameter = string | number | null | readonly (string | number)[];

/** A query in the common dialect: ANSI SQL with `?` for parameters, `{table}` for a table of the site (its prefix is
 *  added, the whole is quoted), and double quotes around every other name that might be a reserved word. */
export interface Query {
  readonly text: string;
  readonly parameters?: readonly Parameter[];
}

/** One consistent view of the site's database. All reads of a reader see the same point in time, none can write.
 *  Values come formatted by the type of their column, the same on every dialect: decimals with the scale of the column
 *  (`100.00000`), integers of any size in full, booleans as `1` and `0`, NULL as null. */
export interface SnapshotReader {
  readonly dialect: DialectName;

  /** Streams the rows of a query in batches of bounded size. Several streams may be open at once and be read in any
   *  order; a stream that is left early gives its cursor back (`return()` of the iterator). Memory stays bounded by the
   *  batch on every dialect, whatever the size of the result. Rejects with SiteDatabaseError. */
  stream(query: Query): AsyncIterable<readonly Row[]>;

  /** All rows of a query that is known to be small, as objects by column name. */
  all(query: Query): Promise<Record<string, Value>[]>;

  /** The number of SQL statements that were sent for reads so far, fetches of further batches not counted. */
  readonly queryCount: number;
}

/** The connection to a site's database, strictly read only: the session itself refuses writes on every dialect. */
export interface SiteConnection {
  readonly dialect: DialectName;

  /** A small query outside any snapshot, over a pool of connections: rows as objects by column name. */
  all(query: Query): Promise<Record<string, Value>[]>;

  /** Runs `work` against one snapshot (repeatable read, read only) and ends it afterwards, also after an error. Where `signal` is
   *  aborted, what waits for a server's answer fails at once. */
  snapshot<T>(work: (reader: SnapshotReader) => Promise<T>, signal?: AbortSignal): Promise<T>;

  close(): Promise<void>;
}
