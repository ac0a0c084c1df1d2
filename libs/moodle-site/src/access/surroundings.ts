import type { SiteConnection } from '../database/reader';
import type { SiteSchema } from '../schema/schema';
import type { SiteSettings } from '../settings/site-settings';
import type { SiteAccess } from './site-access';

/** What the rules about tokens are decided from. */
export interface Surroundings {
  readonly database: SiteConnection;
  readonly schema: SiteSchema;
  readonly settings: SiteSettings;
  readonly access: SiteAccess;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}
