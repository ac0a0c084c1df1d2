import type { SiteConfig } from '../config/site-config';
import { MysqlConnection } from './mysql/mysql-connection';
import { PostgresConnection } from './postgres/postgres-connection';
import type { DialectName, SiteConnection } from './reader';
import { SqliteConnection } from './sqlite/sqlite-connection';
import { isTlsDemanded } from './tls';

const dialects: Readonly<Record<DialectName, (config: SiteConfig) => Promise<SiteConnection>>> = {
  pgsql: (config) => PostgresConnection.open(config),
  mysql: (config) => MysqlConnection.open(config),
  sqlite: (config) => SqliteConnection.open(config),
};

/** Opens the site's database, read only, and tries it. Rejects with SiteDatabaseError, whose message says what to do. */
export async function connectDatabase(config: SiteConfig): Promise<SiteConnection> {
  const open = dialects[config.dialect];
  if (config.tls !== 'prefer') return open(config);
  try {
    return await open({ ...config, tls: 'disable' });
  } catch (error) {
    if (!isTlsDemanded(error)) throw error;
    return open({ ...config, tls: 'require' });
  }
}
