import type { SiteConfig } from './config/site-config';
import type { SiteConnection } from './database/reader';
import type { FilePool } from './files/file-pool';
import type { SiteSchema } from './schema/schema';
import type { SiteAccess } from './access/site-access';
import type { SiteTokens } from './access/site-tokens';

/** A live Moodle site, read only: its database, file pool, settings, people and what they may do. */
export interface Site {
  readonly config: SiteConfig;
  readonly database: SiteConnection;
  readonly schema: SiteSchema;
  readonly files: FilePool;
  /** The site's version (`2024100705.01`) and release (`4.5.5+ (Build: 20250613)`), from its `config` table. */
  readonly version: string;
  readonly release: string;
  readonly access: SiteAccess;
  readonly tokens: SiteTokens;

  /** A value of the `config` table (plugin null) or of `config_plugins`, read afresh; null where there is none.
   *  Values that config.php itself sets (`$CFG->name`) come first, as in Moodle. */
  setting(plugin: string | null, name: string): Promise<string | null>;

  close(): Promise<void>;
}
