import type { Site } from './site';

/** Which site, release and database are read: for people, so that nobody takes one site for another. */
export interface SiteFacts {
  readonly wwwroot: string;
  readonly release: string;
  /** Moodle's own word: pgsql, mariadb, mysqli, sqlite3. */
  readonly dbtype: string;
  readonly dbname: string;
  /** Null where the database is a file or behind a socket. */
  readonly dbhost: string | null;
}

export function siteFacts({ config, release }: Pick<Site, 'config' | 'release'>): SiteFacts {
  const { wwwroot, dbtype, dbname, host, socket } = config;
  return { wwwroot, release, dbtype, dbname, dbhost: dbtype === 'sqlite3' || socket ? null : host };
}

/** The same in words: `https://moodle.example.org, Moodle 4.5.6, database moodle (pgsql on db.example.org)`. */
export function siteText(site: Pick<Site, 'config' | 'release'>): string {
  const { wwwroot, release, dbtype, dbname, dbhost } = siteFacts(site);
  const number = /^\S+/.exec(release)?.[0] ?? release;
  return `${wwwroot}, Moodle ${number}, database ${dbname} (${dbtype}${dbhost ? ` on ${dbhost}` : ''})`;
}
