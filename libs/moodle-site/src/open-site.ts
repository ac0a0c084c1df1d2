import { delimiter } from 'node:path';
import { readSiteConfig } from './config/read-config';
import type { SiteConfig } from './config/site-config';
import { connectDatabase } from './database/connect';
import type { SiteConnection } from './database/reader';
import { LocalFilePool } from './files/local-file-pool';
import { withFallbackPools } from './files/fallback-pool';
import type { FilePool } from './files/file-pool';
import { readSchema } from './schema/read-schema';
import type { SiteSchema } from './schema/schema';
import { DatabaseAccess } from './access/database-access';
import { DatabaseTokens } from './access/database-tokens';
import type { SiteAccess } from './access/site-access';
import type { SiteTokens } from './access/site-tokens';
import { SiteSettings } from './settings/site-settings';
import type { Site } from './site';
import { readVersion } from './site-version';

export interface OpenSiteOptions {
  /** Where getenv() and the overrides COURSEKEEP_SITE_… are looked up; `process.env` by default. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970, for what ends at a time (tokens, enrolments); `Date.now` by default. */
  readonly clock?: () => number;
  /** Further pools for contents that the site's own does not have, asked in this order: of a site that has moved its files
   *  to object storage, say. */
  readonly pools?: readonly FilePool[];
}

/** Opens a live Moodle site from its config.php, read only: nothing is executed, nothing is ever written. Close it after
 *  use. Rejects with ConfigError, SiteDatabaseError, SiteUnsupported or ContentUnreadable, whose messages say what to do. */
export async function openSite(configFile: string, options: OpenSiteOptions = {}): Promise<Site> {
  const env = options.env ?? process.env;
  const config = await readSiteConfig(configFile, env);
  const local = await LocalFilePool.open(config.dataroot, config.settings.filedir);
  const files = withFallbackPools(local, [...(await furtherPools(config.dataroot, env)), ...(options.pools ?? [])]);
  const database = await connectDatabase(config);
  try {
    const schema = await readSchema(database, config.prefix);
    const { version, release } = await readVersion(database, schema, config.prefix);
    const settings = new SiteSettings(database, config);
    const clock = options.clock ?? Date.now;
    const access = new DatabaseAccess(database, settings, clock);
    const tokens = new DatabaseTokens({ database, schema, settings, access, clock });
    return new OpenedSite(config, database, schema, files, version, release, settings, access, tokens);
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The folders that COURSEKEEP_SITE_POOLS names, separated as in PATH: each is laid out like a site's `filedir`. */
function furtherPools(dataroot: string, env: Readonly<Record<string, string | undefined>>): Promise<LocalFilePool[]> {
  const folders = (env.COURSEKEEP_SITE_POOLS ?? '').split(delimiter).filter((folder) => folder !== '');
  return Promise.all(folders.map((folder) => LocalFilePool.open(dataroot, folder)));
}

class OpenedSite implements Site {
  constructor(
    readonly config: SiteConfig,
    readonly database: SiteConnection,
    readonly schema: SiteSchema,
    readonly files: FilePool,
    readonly version: string,
    readonly release: string,
    private readonly settings: SiteSettings,
    readonly access: SiteAccess,
    readonly tokens: SiteTokens,
  ) {}

  setting(plugin: string | null, name: string): Promise<string | null> {
    return this.settings.get(plugin, name);
  }

  close(): Promise<void> {
    return this.database.close();
  }
}
