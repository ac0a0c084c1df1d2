import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { logText } from '@coursekeep/errors';
import { SiteHolder } from '../site/site-holder';
import type { BackupStorage } from '../storage/backup-storage';
import { BACKUP_STORAGE } from '../tokens';
import { KeptRecords } from './kept-records';

const turnMs = 600_000;
const BATCH = 100;

/** Takes away for good the files of backups whose removal can no longer be undone: soon after the start, then every ten minutes. */
@Injectable()
export class RetentionKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(RetentionKeeper.name);
  private purging: Promise<void> | null = null;
  private hasEnded = false;

  constructor(
    @Inject(SchedulerRegistry) private readonly registry: SchedulerRegistry,
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(KeptRecords) private readonly kept: KeptRecords,
    @Inject(BACKUP_STORAGE) private readonly storage: BackupStorage,
  ) {}

  onApplicationBootstrap(): void {
    this.registry.addInterval(
      'retention',
      setInterval(() => void this.turn(), turnMs),
    );
    void this.turn();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.hasEnded = true;
    await this.purging;
  }

  private turn(): Promise<void> {
    this.purging ??= this.purge()
      .catch((error) => this.log.warn(`Removed backups wait to be taken away: ${logText(error)}`))
      .finally(() => (this.purging = null));
    return this.purging;
  }

  /** The file first: a crash between the two leaves a row that comes again, never a file that nobody knows. */
  private async purge(): Promise<void> {
    const site = await this.site.key();
    for (;;) {
      const rows = await this.kept.toPurge(site, Date.now(), BATCH);
      for (const row of rows) {
        if (this.hasEnded) return;
        if (row.storagekey !== null) await this.storage.remove(row.storagekey);
        await this.kept.purged(row, Date.now());
      }
      if (rows.length < BATCH) return;
    }
  }
}
