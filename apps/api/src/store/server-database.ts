import type { DataSource, DataSourceOptions, Logger } from 'typeorm';
import { logText } from '@coursekeep/errors';
import type { StoreAddress } from '../config/database-url';
import { isThereAtLast } from './receipts';
import type { StoreDatabase } from './store-databases';
import { StoreError, StoreUnavailable } from './store-errors';
import type { StoreHold } from './store-hold';

export type ServerOptions = Extract<DataSourceOptions, { readonly type: 'postgres' | 'mysql' | 'mariadb' }>;

const CONNECT_MS = 10_000;
const STATEMENT_MS = 30_000;
/** Of a server that says nothing any more. */
const ANSWER_MS = 40_000;

/** How the database of an address is reached. A query that gets no answer in time is given up with its connection. */
export function serverOptions({ kind, host, port, user, password, database, tls }: StoreAddress): ServerOptions {
  const ssl = tls === 'disable' ? undefined : { rejectUnauthorized: tls === 'verify-full' };
  const common = { host, port, username: user, password, database, ssl, logger: noQueries };
  if (kind === 'mysql') {
    return {
      ...common,
      type: 'mysql',
      charset: 'utf8mb4',
      connectTimeout: CONNECT_MS,
      enableQueryTimeout: true,
      maxQueryExecutionTime: ANSWER_MS,
    };
  }
  const limits = { statement_timeout: STATEMENT_MS, query_timeout: ANSWER_MS, keepAlive: true };
  return { ...common, type: 'postgres', applicationName: 'coursekeep', connectTimeoutMS: CONNECT_MS, extra: limits };
}

/** A store in a database of a PostgreSQL, MariaDB or MySQL server. With a hold it is written only while that lasts, and the
 *  hold ends with the store. */
export function serverDatabase(address: StoreAddress, hold: StoreHold | null = null): StoreDatabase {
  const options = serverOptions(address);
  return {
    writing: options,
    reading: options,
    isolation: 'READ COMMITTED',
    exists: () => true,
    checkHeld: () => hold?.check(),
    checkPlace: () => undefined,
    checkWhole: async () => undefined,
    prepare: async (source) => {
      if (address.kind === 'mysql') await useBinaryTexts(source);
    },
    wasCommitted: isThereAtLast,
    explain: (error) => explainServer(address, error),
    release: async () => hold?.release(),
  };
}

/** The StoreError for what the driver said. */
export function explainServer(address: StoreAddress, error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const message = `${placeText(address)} cannot be used at the moment: ${logText(error)}`;
  return new StoreUnavailable('store-unavailable', message, { cause: error });
}

/** Names the database, without its password. */
export function placeText({ kind, host, port, database }: StoreAddress): string {
  return `The store's database "${database}" (${kind}, ${host}:${port})`;
}

/** MySQL takes `A` and `a` for the same in what it compares, unless it is told. */
async function useBinaryTexts(source: DataSource): Promise<void> {
  const [found]: { collation: string }[] = await source.query('SELECT @@collation_database AS collation');
  if (found?.collation !== 'utf8mb4_bin') {
    await source.query('ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
  }
}

/** What is asked, and with which values, is nobody's business: what went wrong is raised. */
const noQueries: Logger = {
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
};
