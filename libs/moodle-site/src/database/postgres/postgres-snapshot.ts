import { Client } from 'pg';
import type { SiteConfig } from '../../config/site-config';
import { SiteDatabaseError } from '../../errors';
import { BatchSize } from '../batch-size';
import { databaseError } from '../database-error';
import { databaseLimits } from '../limits';
import type { Query, Row, SnapshotReader, Value } from '../reader';
import { namedRows } from '../rows';
import { poolSilenceMs } from '../silence';
import { translate } from '../translate';
import { arrayQuery, assertReadOnly, clientOptions, endAtOnce, heard, type ArrayResult } from './postgres-client';
import { postgresParameters } from './postgres-parameters';

/** One repeatable-read transaction on a connection of its own; every stream is a server-side cursor in it. After a failed
 *  query PostgreSQL refuses all further ones of the transaction, so the snapshot is then of no more use. */
export class PostgresSnapshot implements SnapshotReader {
  readonly dialect = 'pgsql';
  private queries = 0;
  private cursors = 0;
  private ended = false;
  /** The driver wants one query at a time. */
  private last: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly config: SiteConfig,
    private readonly client: Client,
  ) {}

  static async begin(config: SiteConfig): Promise<PostgresSnapshot> {
    const client = new Client(clientOptions(config, databaseLimits.snapshotStatementTimeoutMs));
    // A broken connection is reported by the query that meets it.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await assertReadOnly(client, config.silenceMs);
      // The first read is what fixes the point in time.
      const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1';
      await heard(client, config.silenceMs, () => client.query(begin));
    } catch (cause) {
      await client.end().catch(() => undefined);
      throw databaseError(cause, config);
    }
    return new PostgresSnapshot(config, client);
  }

  get queryCount(): number {
    return this.queries;
  }

  async *stream(query: Query): AsyncGenerator<readonly Row[], void, undefined> {
    const { text, values } = translate(query, this.config.prefix, postgresParameters);
    const cursor = `stream_${++this.cursors}`;
    this.queries++;
    await this.send(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${text}`, values);
    try {
      const size = new BatchSize();
      let asked = size.rows;
      let coming: Promise<ArrayResult> | null = this.fetch(cursor, asked);
      while (coming) {
        const { rows }: ArrayResult = await coming;
        size.learn(rows);
        // The server works on the next batch while this one is used.
        coming = rows.length < asked ? null : this.fetch(cursor, (asked = size.rows));
        if (rows.length > 0) yield rows;
      }
    } finally {
      // Where the transaction has failed the cursor is gone with it.
      if (!this.ended) await this.send(`CLOSE ${cursor}`, []).catch(() => undefined);
    }
  }

  async all(query: Query): Promise<Record<string, Value>[]> {
    const { text, values } = translate(query, this.config.prefix, postgresParameters);
    this.queries++;
    const { fields, rows } = await this.send(text, values);
    return namedRows(
      fields.map((field) => field.name),
      rows,
    );
  }

  abandon(): void {
    endAtOnce(this.client);
  }

  async end(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    await this.last;
    const silenceMs = poolSilenceMs(this.config);
    await heard(this.client, silenceMs, () => this.client.query('ROLLBACK')).catch(() => undefined);
    await this.client.end().catch(() => undefined);
  }

  /** Its failure is met by whoever waits for the batch; one that nobody wants any more harms nobody. */
  private fetch(cursor: string, rows: number): Promise<ArrayResult> {
    const answer = this.send(`FETCH ${rows} FROM ${cursor}`, []);
    answer.catch(() => undefined);
    return answer;
  }

  private async send(text: string, values: (string | null)[]): Promise<ArrayResult> {
    if (this.ended) throw new SiteDatabaseError('snapshot-ended', 'The snapshot has ended; nothing more can be read.');
    const answer = this.last.then(() =>
      heard(this.client, this.config.silenceMs, () => this.client.query(arrayQuery(text, values))),
    );
    this.last = answer.catch(() => undefined);
    try {
      return (await answer) as unknown as ArrayResult;
    } catch (cause) {
      throw databaseError(cause, this.config);
    }
  }
}
