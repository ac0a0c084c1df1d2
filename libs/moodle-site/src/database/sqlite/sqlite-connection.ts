import type { SiteConfig } from '../../config/site-config';
import { databaseError } from '../database-error';
import type { Query, SiteConnection, SnapshotReader, Value } from '../reader';
import { SqliteSession } from './sqlite-session';
import { SqliteSnapshot } from './sqlite-snapshot';

/** A site on SQLite. Its reads are synchronous, so one connection serves all small queries; snapshots have their own. */
export class SqliteConnection implements SiteConnection {
  readonly dialect = 'sqlite';

  private constructor(
    private readonly config: SiteConfig,
    private readonly session: SqliteSession,
  ) {}

  static async open(config: SiteConfig): Promise<SqliteConnection> {
    const session = SqliteSession.open(config);
    try {
      // A file that is no database is noticed by the first read only.
      session.all({ text: 'SELECT count(*) FROM sqlite_master' });
    } catch (cause) {
      session.close();
      throw databaseError(cause, config);
    }
    return new SqliteConnection(config, session);
  }

  async all(query: Query): Promise<Record<string, Value>[]> {
    return this.session.all(query);
  }

  async snapshot<T>(work: (reader: SnapshotReader) => Promise<T>): Promise<T> {
    const snapshot = SqliteSnapshot.begin(this.config);
    try {
      return await work(snapshot);
    } finally {
      snapshot.end();
    }
  }

  async close(): Promise<void> {
    this.session.close();
  }
}
