import { createHash } from 'node:crypto';
import type { Site } from '@coursekeep/moodle-site';

/** Opens the site; injected, so that tests can hold a site of their own. */
export type OpenSite = () => Promise<Site>;

/** The site, opened at the first use. A site that is down at that moment is tried again at the next one: the service
 *  stays up and recovers with it. */
export class SiteHolder {
  private opening: Promise<Site> | null = null;
  private knownKey: string | null = null;

  constructor(private readonly open: OpenSite) {}

  /** The open site. Rejects with SiteDatabaseError, ConfigError or SiteUnsupported. */
  get(): Promise<Site> {
    this.opening ??= this.open().catch((error) => {
      this.opening = null;
      throw error;
    });
    return this.opening;
  }

  /** What tells the site from others in the store: a hash of the identifier that Moodle gave it, of its address where it
   *  has none. 16 hex digits. */
  async key(): Promise<string> {
    if (this.knownKey !== null) return this.knownKey;
    const site = await this.get();
    const identifier = (await site.setting(null, 'siteidentifier')) ?? site.config.wwwroot;
    this.knownKey = createHash('sha256').update(identifier).digest('hex').slice(0, 16);
    return this.knownKey;
  }

  async close(): Promise<void> {
    const opening = this.opening;
    this.opening = null;
    const site = await opening?.catch(() => null);
    await site?.close();
  }
}
