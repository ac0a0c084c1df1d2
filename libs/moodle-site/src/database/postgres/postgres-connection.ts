import { Pool, type PoolClient, type PoolConfig } from 'pg';
import type { SiteConfig } from '../../config/site-config';
import { databaseLimits } from '../limits';
import type { Query, SiteConnection, SnapshotReader, Value } from '../reader';
import { retryLost } from '../retry';
import { namedRows } from '../rows';
import { poolSilenceMs } from '../silence';
import { translate } from '../translate';
import { workOnSnapshot } from '../work-on-snapshot';
import { arrayQuery, assertReadOnly, clientOptions, heard, type ArrayResult } from './postgres-client';
import { postgresParameters } from './postgres-parameters';
import { PostgresSnapshot } from './postgres-snapshot';

/** A Moodle database on PostgreSQL. */
export class PostgresConnection implements SiteConnection {
  readonly dialect = 'pgsql';

  private constructor(
    private readonly config: SiteConfig,
    private readonly pool: Pool,
  ) {}

  static async open(config: SiteConfig): Promise<PostgresConnection> {
    const options: PoolConfig & { onConnect(client: PoolClient): Promise<unknown> } = {
      ...clientOptions(config, databaseLimits.statementTimeoutMs),
      max: databaseLimits.poolSize,
      idleTimeoutMillis: databaseLimits.idleConnectionMs,
      allowExitOnIdle: true,
      onConnect: (client) => assertReadOnly(client, poolSilenceMs(config)),
    };
    const pool = new Pool(options);
    // An idle connection that breaks is taken out by the pool; the next query opens a new one.
    pool.on('error', () => undefined);
    const connection = new PostgresConnection(config, pool);
    try {
      await connection.all({ text: 'SELECT 1' });
    } catch (error) {
      await connection.close();
      throw error;
    }
    return connection;
  }

  async all(query: Query): Promise<Record<string, Value>[]> {
    const { text, values } = translate(query, this.config.prefix, postgresParameters);
    const result = await retryLost(this.config, () => this.read(text, values));
    return namedRows(
      result.fields.map((field) => field.name),
      result.rows,
    );
  }

  async snapshot<T>(work: (reader: SnapshotReader) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return workOnSnapshot(await PostgresSnapshot.begin(this.config), work, signal);
  }

  private async read(text: string, values: (string | null)[]): Promise<ArrayResult> {
    const client = await this.pool.connect();
    // One that breaks while it is borrowed is reported by the query.
    const ignore = () => undefined;
    client.on('error', ignore);
    try {
      const answer = await heard(client, poolSilenceMs(this.config), () => client.query(arrayQuery(text, values)));
      client.release();
      return answer as unknown as ArrayResult;
    } catch (error) {
      client.release(error as Error);
      throw error;
    } finally {
      client.off('error', ignore);
    }
  }

  async close(): Promise<void> {
    if (!this.pool.ended) await this.pool.end();
  }
}
