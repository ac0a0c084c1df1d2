import type { Connection } from 'mysql2';
import type { SiteConfig } from '../../config/site-config';
import { SiteDatabaseError } from '../../errors';
import { databaseError } from '../database-error';
import { databaseLimits } from '../limits';
import type { Query, Row, SnapshotReader, Value } from '../reader';
import { namedRows } from '../rows';
import { poolSilenceMs } from '../silence';
import { translate } from '../translate';
import { mysqlParameters } from './mysql-parameters';
import { ask, endAtOnce, openSession, run, textQuery, unlessSilentOn } from './mysql-session';
import { Spool } from './spool';

/** One repeatable-read transaction on a connection of its own. The server sends one result at a time, so a stream's rows
 *  are spooled before the next query is sent: in memory while few, else in a temporary file. */
export class MysqlSnapshot implements SnapshotReader {
  readonly dialect = 'mysql';
  private queries = 0;
  private ended = false;
  private abandoned = false;
  private readonly spools = new Set<Spool>();
  /** How streams that wait for rows are told that none will come: of a broken connection the driver tells them nothing. */
  private readonly waiting = new Set<(reason: unknown) => void>();

  private constructor(
    private readonly config: SiteConfig,
    private readonly connection: Connection,
  ) {
    connection.on('error', (error) => this.giveUp(error));
  }

  static async begin(config: SiteConfig): Promise<MysqlSnapshot> {
    try {
      const connection = await openSession(config, databaseLimits.snapshotStatementTimeoutMs);
      await run(connection, 'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY', config.silenceMs).catch(
        (error: unknown) => {
          connection.destroy();
          throw error;
        },
      );
      return new MysqlSnapshot(config, connection);
    } catch (cause) {
      throw databaseError(cause, config);
    }
  }

  get queryCount(): number {
    return this.queries;
  }

  async *stream(query: Query): AsyncGenerator<readonly Row[], void, undefined> {
    const text = this.prepare(query);
    const spool = new Spool();
    this.spools.add(spool);
    try {
      await this.fill(spool, text);
      yield* spool.batches();
    } catch (cause) {
      throw databaseError(cause, this.config);
    } finally {
      this.spools.delete(spool);
      spool.discard();
    }
  }

  async all(query: Query): Promise<Record<string, Value>[]> {
    const text = this.prepare(query);
    try {
      const { columns, rows } = await this.unlessSilent(this.unlessBroken(ask(this.connection, text)));
      return namedRows(columns, rows);
    } catch (cause) {
      throw databaseError(cause, this.config);
    }
  }

  abandon(): void {
    this.abandoned = true;
    endAtOnce(this.connection);
    this.giveUp(hasEnded());
  }

  async end(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    for (const spool of this.spools) spool.discard();
    // Behind rows that nobody wants any more it would wait for all of them.
    if (this.waiting.size === 0 && !this.abandoned)
      await run(this.connection, 'ROLLBACK', poolSilenceMs(this.config)).catch(() => undefined);
    endAtOnce(this.connection);
    this.giveUp(hasEnded());
  }

  private giveUp(reason: unknown): void {
    for (const reject of this.waiting) reject(reason);
    this.waiting.clear();
  }

  private async unlessBroken<T>(answer: Promise<T>): Promise<T> {
    let fail: (reason: unknown) => void = () => undefined;
    const broken = new Promise<never>((_, reject) => this.waiting.add((fail = reject)));
    return Promise.race([answer, broken]).finally(() => this.waiting.delete(fail));
  }

  private unlessSilent<T>(answer: Promise<T>): Promise<T> {
    return unlessSilentOn(this.connection, answer, this.config.silenceMs);
  }

  private prepare(query: Query): string {
    if (this.ended || this.abandoned) throw hasEnded();
    const { text } = translate(query, this.config.prefix, mysqlParameters);
    this.queries++;
    return text;
  }

  /** The driver queues queries, so several streams may be opened at the same time. */
  private fill(spool: Spool, text: string): Promise<void> {
    let failure: unknown;
    let fail: (reason: unknown) => void = () => undefined;
    const filled = new Promise<void>((resolve, reject) => {
      fail = (reason) => {
        failure ??= reason;
        reject(reason as Error);
      };
      this.waiting.add(fail);
      this.connection
        .query(textQuery(text))
        .on('result', (row: unknown) => {
          // After a full disk, or where nobody waits any more, the rest of the answer still has to pass; it is dropped.
          if (failure !== undefined) return;
          try {
            spool.add(row as Row);
          } catch (error) {
            failure = error;
          }
        })
        .on('error', fail)
        .on('end', () => (failure === undefined ? resolve() : reject(failure as Error)));
    });
    return this.unlessSilent(filled).finally(() => this.waiting.delete(fail));
  }
}

const hasEnded = () => new SiteDatabaseError('snapshot-ended', 'The snapshot has ended; nothing more can be read.');
