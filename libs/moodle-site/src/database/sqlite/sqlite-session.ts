import Database from 'better-sqlite3';
import type { SiteConfig } from '../../config/site-config';
import { databaseError } from '../database-error';
import { databaseLimits } from '../limits';
import type { Query, Row, Value } from '../reader';
import { namedRows } from '../rows';
import { translate } from '../translate';
import { sqliteParameters } from './sqlite-parameters';
import { rowFormat, type StoredValue } from './sqlite-values';

interface KeptStatement {
  readonly statement: Database.Statement;
  readonly names: readonly string[];
  readonly format: ReturnType<typeof rowFormat>;
}

const mostKept = 200;

/** One read-only connection to a SQLite file: the file is opened for reading only, and query_only refuses the rest. */
export class SqliteSession {
  private readonly statements = new Map<string, KeptStatement>();

  private constructor(
    private readonly config: SiteConfig,
    private readonly database: Database.Database,
  ) {}

  static open(config: SiteConfig): SqliteSession {
    try {
      const database = new Database(config.dbname, {
        readonly: true,
        fileMustExist: true,
        timeout: databaseLimits.connectTimeoutMs,
      });
      database.pragma('query_only = ON');
      database.defaultSafeIntegers(true);
      return new SqliteSession(config, database);
    } catch (cause) {
      throw databaseError(cause, config);
    }
  }

  /** Reads the rows as they are asked for; the iterator's `return` ends the statement. */
  *rows(query: Query): Generator<Row, void, undefined> {
    try {
      const { statement, values } = this.prepare(query);
      const format = rowFormat(statement.columns());
      for (const row of statement.raw(true).iterate(...values)) yield format(row as StoredValue[]);
    } catch (cause) {
      throw databaseError(cause, this.config);
    }
  }

  all(query: Query): Record<string, Value>[] {
    try {
      const { text, values } = translate(query, this.config.prefix, sqliteParameters);
      const { statement, names, format } = this.kept(text);
      const rows = statement.all(...values) as StoredValue[][];
      return namedRows(names, rows.map(format));
    } catch (cause) {
      throw databaseError(cause, this.config);
    }
  }

  /** Begins a read transaction and fixes its point in time. */
  begin(): void {
    try {
      this.database.exec('BEGIN');
      this.database.prepare('SELECT count(*) FROM sqlite_master').get();
    } catch (cause) {
      throw databaseError(cause, this.config);
    }
  }

  close(): void {
    this.database.close();
  }

  /** The same few queries are asked again and again; one that is read row by row cannot be shared, and is not kept. */
  private kept(text: string): KeptStatement {
    const known = this.statements.get(text);
    if (known) return known;
    const statement = this.database.prepare(text).raw(true);
    const columns = statement.columns();
    const kept = { statement, names: columns.map((column) => column.name), format: rowFormat(columns) };
    if (this.statements.size >= mostKept) this.statements.clear();
    this.statements.set(text, kept);
    return kept;
  }

  private prepare(query: Query) {
    const { text, values } = translate(query, this.config.prefix, sqliteParameters);
    return { statement: this.database.prepare(text), values };
  }
}
