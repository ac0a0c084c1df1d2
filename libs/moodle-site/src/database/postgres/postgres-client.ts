import { escapeIdentifier, type ClientConfig, type CustomTypesConfig } from 'pg';
import type { SiteConfig } from '../../config/site-config';
import type { Row } from '../reader';
import { databaseLimits } from '../limits';
import { tlsOptions } from '../tls';

/** How a client of pg is set up for a site. */
export function clientOptions(config: SiteConfig): ClientConfig {
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
    types: textTypes,
  };
}

/** What every session is told before its first query. From here on the server refuses writes. Merge joins are off: for
 *  some ids of a table they walk a whole index of it, in the wrong belief that they may stop early. */
export function sessionSetup({ schema }: SiteConfig, statementTimeoutMs: number): string {
  return [
    ...(schema === null ? [] : [`SET search_path = ${escapeIdentifier(schema)}`]),
    'SET default_transaction_read_only = on',
    `SET statement_timeout = ${statementTimeoutMs}`,
    'SET idle_in_transaction_session_timeout = 0',
    "SET client_encoding = 'UTF8'",
    'SET standard_conforming_strings = on',
    'SET cursor_tuple_fraction = 1',
    'SET jit = off',
    'SET enable_mergejoin = off',
  ].join('; ');
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
