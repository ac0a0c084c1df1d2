import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Settings } from '../config/settings';
import { BackupRow, type Remark } from '../store/backup.entity';
import { WebhookDeliveryRow } from '../store/webhook-delivery.entity';
import { SETTINGS } from '../tokens';

export type WebhookEvent = 'backup.finished' | 'backup.failed' | 'backup.damaged';

/** What a receiver is told. Times are unix seconds. */
export interface WebhookMessage {
  /** Id of the message, the same in every attempt: a receiver that has seen it may ignore it. */
  readonly id: string;
  readonly event: WebhookEvent;
  readonly timecreated: number;
  readonly backup: {
    readonly backupid: string;
    readonly courseid: number;
    /** Who asked for it. */
    readonly userid: number;
    /** 1000 finished, 900 failed. */
    readonly status: number;
    readonly filename: string | null;
    /** Bytes. */
    readonly filesize: number | null;
    /** SHA-1 of the file. */
    readonly contenthash: string | null;
    readonly timecreated: number;
    readonly timefinished: number | null;
    readonly warnings: readonly Remark[];
    readonly error: Remark | null;
    /** Where to download it with a token; added when the message is delivered. */
    readonly downloadurl?: string | null;
  };
  readonly contextid: number;
}

const mostWarnings = 100;

/** Writes what is to be told, in the transaction that stores the outcome: either both are there or neither. */
@Injectable()
export class WebhookOutbox {
  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'webhookUrls'>) {}

  async record(manager: EntityManager, event: WebhookEvent, backupid: string, now: number): Promise<void> {
    if (this.settings.webhookUrls.length === 0) return;
    const backup = await manager.findOneBy(BackupRow, { backupid });
    if (!backup) return;
    for (const url of this.settings.webhookUrls) {
      const id = randomUUID();
      const message = { ...messageOf(id, event, backup, now) };
      await manager.insert(WebhookDeliveryRow, { id, url, message, attempts: 0, nextattempt: now, timecreated: now });
    }
  }
}

function messageOf(id: string, event: WebhookEvent, backup: BackupRow, now: number): WebhookMessage {
  const { backupid, courseid, contextid, userid, status, filename, filesize, contenthash, error } = backup;
  return {
    id,
    event,
    timecreated: seconds(now),
    backup: {
      backupid,
      courseid,
      userid,
      status,
      filename,
      filesize,
      contenthash,
      timecreated: seconds(backup.timecreated),
      timefinished: backup.timefinished === null ? null : seconds(backup.timefinished),
      warnings: backup.warnings.slice(0, mostWarnings),
      error,
    },
    contextid,
  };
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
