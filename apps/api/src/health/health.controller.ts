import { Controller, Get, Inject, Logger, Res } from '@nestjs/common';
import type { Response } from 'express';
import { logText } from '@coursekeep/errors';
import { SiteHolder } from '../site/site-holder';
import { PresentStorage } from '../storage/present-storage';
import { Store } from '../store/store';
import { withinTime } from '../webservice/within-time';

/** Who watches over the service is told in time that a part of it says nothing. */
const PATIENCE_SECONDS = 10;

/** `/health`: whether the service can do its work, for those who watch over it: 200, or 503. The store is well where what it
 *  says it has written can be read by another connection, the storage where the folder with the backups is there. Why not is in the log: this answer is for everybody. */
@Controller('health')
export class HealthController {
  private readonly log = new Logger(HealthController.name);

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(PresentStorage) private readonly storage: PresentStorage,
  ) {}

  @Get()
  async show(@Res({ passthrough: true }) response: Response) {
    const [store, site, storage] = await Promise.all([
      this.works('store', () => this.store.check()),
      this.works('site', async () => (await this.site.get()).database.all({ text: 'SELECT 1 AS one' })),
      this.works('storage', () => this.storage.check()),
    ]);
    const ok = store && site && storage;
    if (!ok) response.status(503);
    return { ok, store, site, storage };
  }

  private async works(part: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await withinTime(work(), PATIENCE_SECONDS);
      return true;
    } catch (error) {
      this.log.warn(`The ${part} does not answer: ${logText(error)}`);
      return false;
    }
  }
}
