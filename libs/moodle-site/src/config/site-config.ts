import type { DialectName } from '../database/reader';

/** What `config.php` and the environment say of a site. */
export interface SiteConfig {
  /** The absolute path of the config.php that was read. */
  readonly file: string;
  readonly dialect: DialectName;
  /** Moodle's own word: pgsql, mariadb, mysqli, sqlite3. */
  readonly dbtype: string;
  /** Name of the database; for SQLite the absolute path of the file. */
  readonly dbname: string;
  readonly host: string;
  readonly port: number | null;
  readonly socket: string | null;
  readonly user: string;
  readonly password: string;
  readonly prefix: string;
  readonly dataroot: string;
  /** Without a trailing slash. */
  readonly wwwroot: string;
  /** Further plain `$CFG->name = value` settings, as text. */
  readonly settings: Readonly<Record<string, string>>;
}
