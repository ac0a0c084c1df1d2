import { createPool, type Pool, type PoolConnection } from 'mysql2';
import type { SiteConfig } from '../../config/site-config';
import { SiteDatabaseError } from '../../errors';
import { databaseLimits } from '../limits';
import type { Query, SiteConnection, SnapshotReader, Value } from '../reader';
import { retryLost } from '../retry';
import { namedRows } from '../rows';
import { poolSilenceMs } from '../silence';
import { translate } from '../translate';
import { workOnSnapshot } from '../work-on-snapshot';
import { mysqlParameters } from './mysql-parameters';
import { connectionOptions, prepareSession, run, type TextResult } from './mysql-session';
import { MysqlSnapshot } from './mysql-snapshot';

/** A Moodle database on MariaDB or MySQL. */
export class MysqlConnection implements SiteConnection {
  readonly dialect = 'mysql';
  private readonly prepared = new WeakSet<PoolConnection>();
  private closed = false;

  private constructor(
    private readonly config: SiteConfig,
    private readonly pool: Pool,
  ) {}

  static async open(config: SiteConfig): Promise<MysqlConnection> {
    const pool = createPool({
      ...connectionOptions(config),
      connectionLimit: databaseLimits.poolSize,
      idleTimeout: databaseLimits.idleConnectionMs,
    });
    const connection = new MysqlConnection(config, pool);
    try {
      await connection.all({ text: 'SELECT 1' });
    } catch (error) {
      await connection.close();
      throw error;
    }
    return connection;
  }

  async all(query: Query): Promise<Record<string, Value>[]> {
    const { text } = translate(query, this.config.prefix, mysqlParameters);
    if (this.closed) throw new SiteDatabaseError('database-closed', 'The site has been closed.');
    const { columns, rows } = await retryLost(this.config, () => this.read(text));
    return namedRows(columns, rows);
  }

  async snapshot<T>(work: (reader: SnapshotReader) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return workOnSnapshot(await MysqlSnapshot.begin(this.config), work, signal);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await new Promise<void>((resolve) => this.pool.end(() => resolve()));
  }

  private async read(text: string): Promise<TextResult> {
    const silenceMs = poolSilenceMs(this.config);
    const connection = await this.borrow();
    try {
      if (!this.prepared.has(connection)) {
        await prepareSession(connection, databaseLimits.statementTimeoutMs, silenceMs);
        this.prepared.add(connection);
      }
      return await run(connection, text, silenceMs);
    } catch (error) {
      // Not prepared, or broken: it must not be used again.
      if (!this.prepared.has(connection) || (error as { fatal?: boolean }).fatal) connection.destroy();
      throw error;
    } finally {
      connection.release();
    }
  }

  private borrow(): Promise<PoolConnection> {
    return new Promise((resolve, reject) => {
      this.pool.getConnection((error, connection) => (error ? reject(error) : resolve(connection)));
    });
  }
}
