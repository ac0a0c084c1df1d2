import type { SiteConfig } from '../../config/site-config';
import { SiteDatabaseError } from '../../errors';
import { databaseLimits } from '../limits';
import type { Query, Row, SnapshotReader, Value } from '../reader';
import { rowCharacters } from '../rows';
import { SqliteSession } from './sqlite-session';

/** One read transaction on a connection of its own; several statements may be read in turns. */
export class SqliteSnapshot implements SnapshotReader {
  readonly dialect = 'sqlite';
  private queries = 0;
  private ended = false;
  private readonly open = new Set<Generator<Row, void, undefined>>();

  private constructor(private readonly session: SqliteSession) {}

  static begin(config: SiteConfig): SqliteSnapshot {
    const session = SqliteSession.open(config);
    try {
      session.begin();
    } catch (error) {
      session.close();
      throw error;
    }
    return new SqliteSnapshot(session);
  }

  get queryCount(): number {
    return this.queries;
  }

  async *stream(query: Query): AsyncGenerator<readonly Row[], void, undefined> {
    this.count();
    const rows = this.session.rows(query);
    this.open.add(rows);
    try {
      let batch: Row[] = [];
      let characters = 0;
      for (const row of rows) {
        batch.push(row);
        characters += rowCharacters(row);
        if (batch.length < databaseLimits.batchRows && characters < databaseLimits.batchCharacters) continue;
        yield batch;
        this.refuseIfEnded();
        batch = [];
        characters = 0;
      }
      if (batch.length > 0) yield batch;
    } finally {
      this.open.delete(rows);
    }
  }

  async all(query: Query): Promise<Record<string, Value>[]> {
    this.count();
    return this.session.all(query);
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    // A connection cannot be closed while a statement of it is being read.
    for (const rows of this.open) rows.return();
    this.session.close();
  }

  private count(): void {
    this.refuseIfEnded();
    this.queries++;
  }

  private refuseIfEnded(): void {
    if (this.ended) throw new SiteDatabaseError('snapshot-ended', 'The snapshot has ended; nothing more can be read.');
  }
}
