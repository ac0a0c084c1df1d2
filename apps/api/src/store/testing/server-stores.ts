import { DataSource } from 'typeorm';
import { type ServerKind, serverAddress } from '../../../../../tools/testing/servers';
import type { StoreAddress } from '../../config/database-url';
import { serverOptions } from '../server-database';

/** An address of a database on a server of the machine. */
export function storeAddress(kind: ServerKind, database: string): StoreAddress {
  const { host, port, user, password } = serverAddress(kind);
  return { kind: kind === 'pgsql' ? 'postgres' : 'mysql', host, port, user, password, database, tls: 'disable' };
}

/** The same as a setting. */
export function storeUrl({ kind, host, port, user, password, database }: StoreAddress): string {
  return `${kind}://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
}

/** A database for a suite's stores: made empty by each call, and removed after the tests. */
export function emptyDatabase(kind: ServerKind, name: string): () => Promise<StoreAddress> {
  const drop = `DROP DATABASE IF EXISTS ${name}${kind === 'pgsql' ? ' WITH (FORCE)' : ''}`;
  afterAll(() => onServer(kind, drop));
  return async () => {
    await onServer(kind, drop, `CREATE DATABASE ${name}`);
    return storeAddress(kind, name);
  };
}

async function onServer(kind: ServerKind, ...statements: string[]): Promise<void> {
  const source = new DataSource(serverOptions(storeAddress(kind, kind === 'pgsql' ? 'postgres' : 'mysql')));
  await source.initialize();
  for (const statement of statements) await source.query(statement);
  await source.destroy();
}
