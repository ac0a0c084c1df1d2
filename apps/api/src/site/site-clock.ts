import { Inject, Injectable } from '@nestjs/common';
import { timeZoneOf } from '@coursekeep/backup-engine';
import type { Schedule } from '@coursekeep/schedules';
import { SiteHolder } from './site-holder';

const keptMs = 60_000;

/** The time zone of the site, which an administrator may change while the service runs. */
@Injectable()
export class SiteClock {
  private known: { readonly zone: string; readonly since: number } | null = null;

  constructor(@Inject(SiteHolder) private readonly site: SiteHolder) {}

  /** The zone in which the times of a schedule are meant; asked of the site once a minute. */
  async zoneOf({ zone }: Pick<Schedule, 'zone'>): Promise<string> {
    if (zone !== null) return zone;
    if (this.known && performance.now() - this.known.since < keptMs) return this.known.zone;
    // Whoever has no zone of their own lives in the site's.
    const found = await timeZoneOf(await this.site.get(), { timezone: '99' });
    this.known = { zone: found, since: performance.now() };
    return found;
  }
}
