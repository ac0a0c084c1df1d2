import { join } from 'node:path';
import { serverAddress, type ServerKind } from './servers';

/** A sample site on one of the servers. */
export interface SampleSite {
  /** `moodle45-mysql`. */
  readonly name: string;
  readonly server: ServerKind;
  /** The folder with what is known of it: its backups, its README, the site's config.php. */
  readonly folder: string;
  readonly configFile: string;
  /** The environment in which its config.php is to be read: on MySQL live copies of the sites of MariaDB. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** All sample sites, those on MySQL last. */
export function sampleSites(shared: string): SampleSite[] {
  const names = ['moodle45-pgsql', 'moodle45-mariadb', 'moodle51-mariadb', 'moodle45-mysql', 'moodle51-mysql'];
  return names.map((name) => sampleSite(shared, name));
}

export function sampleSite(shared: string, name: string): SampleSite {
  const server = name.replace(/^.*-/, '') as ServerKind;
  const folder = join(shared, 'moodle', name.replace(/-mysql$/, '-mariadb'));
  const env = server === 'mysql' ? { ...process.env, ...mysqlSettings() } : process.env;
  return { name, server, folder, configFile: join(folder, 'config.php'), env };
}

/** A sample site, on PostgreSQL, with plugins that do not come with Moodle, and the folder with their code. */
export interface PluginSite {
  readonly name: 'plugins45' | 'plugins45more';
  readonly database: string;
  readonly configFile: string;
  readonly code: string;
}

export function pluginSites(shared: string): PluginSite[] {
  const folders = { plugins45: 'moodle/plugins', plugins45more: 'moodle/plugins/more' } as const;
  return (['plugins45', 'plugins45more'] as const).map((name) => ({
    name,
    database: `coursekeep_${name}`,
    configFile: join(shared, folders[name], 'site/config.php'),
    code: join(shared, folders[name], 'code'),
  }));
}

/** What makes the config.php of a site of MariaDB lead to its copy on MySQL. */
export function mysqlSettings(): Record<string, string> {
  const { host, port } = serverAddress('mysql');
  return {
    COURSEKEEP_SITE_DBTYPE: 'mysqli',
    COURSEKEEP_SITE_DBHOST: host,
    COURSEKEEP_SITE_DBPORT: String(port),
  };
}
