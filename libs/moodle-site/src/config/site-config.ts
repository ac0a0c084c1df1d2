import type { DialectName } from '../database/reader';

/** Whether the connection to the database server is encrypted. `prefer`: where the server demands it; `verify-full`: always,
 *  and the server's certificate must be for its host, from an authority that Node trusts. */
export const TLS_MODES = ['disable', 'prefer', 'require', 'verify-full'] as const;
export type TlsMode = (typeof TLS_MODES)[number];

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
  readonly tls: TlsMode;
  /** PostgreSQL: the schema with the site's tables; null for the user's own search path. */
  readonly schema: string | null;
  readonly user: string;
  readonly password: string;
  /** How long the database's server may send nothing while a query waits for it, in milliseconds. */
  readonly silenceMs: number;
  readonly prefix: string;
  readonly dataroot: string;
  /** Without a trailing slash. */
  readonly wwwroot: string;
  /** Further plain `$CFG->name = value` settings, as text. */
  readonly settings: Readonly<Record<string, string>>;
}
