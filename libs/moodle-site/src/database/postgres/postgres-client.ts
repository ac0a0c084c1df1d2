import type { Socket } from 'node:net';
import { escapeIdentifier, type ClientBase, type ClientConfig, type CustomTypesConfig } from 'pg';
import type { SiteConfig } from '../../config/site-config';
import type { Row } from '../reader';
import { databaseLimits } from '../limits';
import { unlessSilent } from '../silence';
import { tlsOptions } from '../tls';

/** How a client of pg is set up for a site. What its session is told goes with the request for it, never as a SET, which a
 *  pooler between (PgBouncer in transaction mode) would leave behind in a session of Moodle's. */
export function clientOptions(config: SiteConfig, statementTimeoutMs: number): ClientConfig {
  return {
    host: config.socket ?? config.host,
    port: config.port ?? 5432,
    database: config.dbname,
    user: config.user,
    password: config.password,
    ssl: tlsOptions(config) ?? false,
    connectionTimeoutMillis: databaseLimits.connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: databaseLimits.keepAliveDelayMs,
    application_name: 'coursekeep',
    options: Object.entries(sessionSettings(config, statementTimeoutMs))
      .map(([name, value]) => `-c ${name}=${value.replace(/[\\\s]/g, '\\$&')}`)
      .join(' '),
    types: textTypes,
  };
}

/** From the first query on the server refuses writes. Merge joins are off: for some ids of a table they walk a whole index of
 *  it, in the wrong belief that they may stop early. */
function sessionSettings({ schema }: SiteConfig, statementTimeoutMs: number): Record<string, string> {
  return {
    ...(schema === null ? {} : { search_path: escapeIdentifier(schema) }),
    default_transaction_read_only: 'on',
    statement_timeout: String(statementTimeoutMs),
    idle_in_transaction_session_timeout: '0',
    client_encoding: 'UTF8',
    standard_conforming_strings: 'on',
    cursor_tuple_fraction: '1',
    jit: 'off',
    enable_mergejoin: 'off',
  };
}

/** Sends something to the server and waits for the answer; where nothing comes for so long the connection is ended. */
export function heard<T>(client: ClientBase, silenceMs: number, send: () => Promise<T>): Promise<T> {
  return unlessSilent(
    send(),
    () => socketOf(client).bytesRead,
    silenceMs,
    () => endAtOnce(client),
  );
}

/** Breaks a connection; the driver itself would wait for the answer first. */
export function endAtOnce(client: ClientBase): void {
  socketOf(client).destroy();
}

function socketOf(client: ClientBase): Socket {
  return (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream;
}

/** Makes sure that nobody between has dropped the settings. */
export async function assertReadOnly(client: ClientBase, silenceMs: number): Promise<void> {
  const { rows } = await heard(client, silenceMs, () =>
    client.query<{ default_transaction_read_only: string }>('SHOW default_transaction_read_only'),
  );
  if (rows[0]?.default_transaction_read_only === 'on') return;
  throw Object.assign(new Error('the session could write'), { code: 'DATABASE_NOT_READ_ONLY' });
}

const booleanType = 16;
const binaryType = 17;

/** Values stay the text that the server sends, as PHP's driver gives them; only booleans become 1 and 0. */
const textTypes: CustomTypesConfig = {
  getTypeParser: (type) => {
    if (Number(type) === booleanType) return (value: string) => (value === 't' ? '1' : '0');
    if (Number(type) === binaryType) return (value: string) => Buffer.from(value.slice(2), 'hex').toString();
    return (value: string) => value;
  },
};

/** A query for pg, always in the extended protocol, which takes one statement only. */
export function arrayQuery(text: string, values: (string | null)[]) {
  return { text, values, rowMode: 'array' as const, queryMode: 'extended' as const };
}

/** The part of pg's answer that is used. */
export interface ArrayResult {
  readonly rows: readonly Row[];
  readonly fields: readonly { readonly name: string }[];
}
