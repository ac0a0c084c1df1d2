import { setTimeout as delay } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { logText } from '@coursekeep/errors';
import { BackupRecords } from '../backups/backup-records';
import type { Settings } from '../config/settings';
import { SETTINGS } from '../tokens';
import { StoredFiles } from './stored-files';

const turnMs = 60_000;
const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Looks after the stored backups in the background: soon after the start and every hour, whether rows and files agree; and
 *  all the time, a bounded number of bytes a minute, whether contents are what they were, those first that waited longest. */
@Injectable()
export class StorageKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(StorageKeeper.name);
  private readonly stopping = new AbortController();
  private keeping: Promise<void> | null = null;
  private trouble = '';
  /** Bytes that may be read; below zero after a file that was larger than a turn. */
  private allowance = 0;
  private nextAgreement = 0;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(BackupRecords) private readonly records: BackupRecords,
    @Inject(StoredFiles) private readonly files: StoredFiles,
  ) {}

  onApplicationBootstrap(): void {
    this.keeping = this.keep();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.keeping;
  }

  private async keep(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const isWell = await this.turn(signal);
      // A storage that is away is looked for often: its backups are to be there again when it is.
      const pause = isWell ? turnMs : Math.min(turnMs, 20 * this.settings.taskPollMs);
      await delay(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  private async turn(signal: AbortSignal): Promise<boolean> {
    try {
      if (performance.now() >= this.nextAgreement) {
        await this.files.agree(signal);
        this.nextAgreement = performance.now() + hourMs;
      }
      await this.checkContents(signal);
      this.trouble = '';
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      const message = logText(error);
      // A storage that is down for a night is said once, not every minute.
      if (message !== this.trouble) this.log.warn(`The stored backups cannot be checked: ${message}`);
      this.trouble = message;
      this.nextAgreement = 0;
      return false;
    }
  }

  private async checkContents(signal: AbortSignal): Promise<void> {
    const { fileCheckDays, fileCheckMb } = this.settings;
    if (fileCheckDays === 0) return;
    const turn = fileCheckMb * 1024 * 1024;
    this.allowance = Math.min(turn, this.allowance + turn);
    while (this.allowance > 0) {
      const now = Date.now();
      const rows = await this.records.toCheck(now - fileCheckDays * dayMs, now - hourMs, now, 20);
      if (rows.length === 0) return;
      for (const row of rows) {
        signal.throwIfAborted();
        if (this.allowance <= 0) return;
        // A small file costs a look too.
        this.allowance -= Math.max(await this.files.checkContent(row, signal), 4096);
      }
    }
  }
}
