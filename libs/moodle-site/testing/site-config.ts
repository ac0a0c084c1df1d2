import type { SiteConfig } from '../src';

/** What a config.php says that leads to the database `postgres` of this machine's PostgreSQL. */
export function siteConfig(more: Partial<SiteConfig> = {}): SiteConfig {
  return {
    file: '/srv/config.php',
    dialect: 'pgsql',
    dbtype: 'pgsql',
    dbname: 'postgres',
    host: process.env.SITE_DB_HOST || '127.0.0.1',
    port: 5432,
    socket: null,
    tls: 'disable',
    schema: null,
    user: process.env.SITE_DB_USER || 'postgres',
    password: process.env.SITE_DB_PASSWORD || '',
    silenceMs: 600_000,
    prefix: 'mdl_',
    dataroot: '/srv',
    wwwroot: 'http://localhost',
    settings: {},
    ...more,
  };
}
