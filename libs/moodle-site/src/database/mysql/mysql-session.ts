import type { Socket } from 'node:net';
import { createConnection, type Connection, type ConnectionOptions, type FieldPacket, type QueryOptions } from 'mysql2';
import type { SiteConfig } from '../../config/site-config';
import { databaseLimits } from '../limits';
import { unlessSilent } from '../silence';
import { tlsOptions } from '../tls';
import type { Row } from '../reader';

/** How a connection of mysql2 is set up for a site. */
export function connectionOptions(config: SiteConfig): ConnectionOptions {
  return {
    ...(config.socket ? { socketPath: config.socket } : { host: config.host, port: config.port ?? 3306 }),
    database: config.dbname,
    user: config.user,
    password: config.password,
    ssl: tlsOptions(config),
    charset: 'utf8mb4',
    connectTimeout: databaseLimits.connectTimeoutMs,
    enableKeepAlive: true,
    keepAliveInitialDelay: databaseLimits.keepAliveDelayMs,
    multipleStatements: false,
  };
}

/** Opens a connection whose session refuses writes. */
export async function openSession(config: SiteConfig, statementTimeoutMs: number): Promise<Connection> {
  const connection = createConnection(connectionOptions(config));
  // A broken connection is reported by the query that meets it.
  connection.on('error', () => undefined);
  try {
    await prepareSession(connection, statementTimeoutMs, config.silenceMs);
  } catch (error) {
    connection.destroy();
    throw error;
  }
  return connection;
}

/** Tells a new session what every session is told before its first query. */
export async function prepareSession(
  connection: Connection,
  statementTimeoutMs: number,
  silenceMs: number,
): Promise<void> {
  const tell = (sql: string) => run(connection, sql, silenceMs);
  await tell('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  await tell(
    `SET SESSION sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES', SESSION wait_timeout = 28800,
     SESSION net_write_timeout = 3600`,
  );
  const { rows } = await tell('SELECT VERSION()');
  const isMariadb = /mariadb/i.test(rows[0]?.[0] ?? '');
  await tell(
    isMariadb
      ? `SET SESSION max_statement_time = ${statementTimeoutMs / 1000}`
      : `SET SESSION max_execution_time = ${statementTimeoutMs}, SESSION range_optimizer_max_mem_size = 0`,
  );
}

/** Waits for what comes over a connection, and ends it where nothing comes. */
export function unlessSilentOn<T>(connection: Connection, answer: Promise<T>, silenceMs: number): Promise<T> {
  return unlessSilent(
    answer,
    () => socketOf(connection).bytesRead,
    silenceMs,
    () => endAtOnce(connection),
  );
}

/** Ends a connection; the driver's own `destroy` lets the server send all that it still has to say. */
export function endAtOnce(connection: Connection): void {
  connection.destroy();
  socketOf(connection).destroy();
}

function socketOf(connection: Connection): Socket {
  return (connection as unknown as { readonly stream: Socket }).stream;
}

/** A query for mysql2 whose rows are arrays of the very text that the server sends. */
export function textQuery(sql: string): QueryOptions {
  return { sql, rowsAsArray: true, typeCast: (field) => field.string('utf8') };
}

export interface TextResult {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** Runs a statement on a connection and gives all rows of its answer. Where nothing comes for so long the connection is ended. */
export function run(connection: Connection, sql: string, silenceMs: number): Promise<TextResult> {
  return unlessSilentOn(connection, ask(connection, sql), silenceMs);
}

/** The same without a limit; of a connection that is ended here the driver tells nothing. */
export function ask(connection: Connection, sql: string): Promise<TextResult> {
  return new Promise((resolve, reject) => {
    connection.query(textQuery(sql), (error: unknown, rows: unknown, fields: FieldPacket[] | undefined) => {
      if (error) return reject(error as Error);
      resolve({ columns: (fields ?? []).map((field) => field.name), rows: Array.isArray(rows) ? (rows as Row[]) : [] });
    });
  });
}
