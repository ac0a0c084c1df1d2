import { setTimeout as delay } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import type { Settings } from '../config/settings';
import { Store } from '../store/store';
import { WebhookDeliveryRow } from '../store/webhook-delivery.entity';
import { PUBLIC_ADDRESS, SETTINGS } from '../tokens';
import { downloadAddress } from '../webservice/download-address';
import { DeliveryFailed, postWebhook } from './webhook-request';
import type { WebhookMessage } from './webhook-outbox';
import { sign, signatureHeader } from './webhook-signature';

const atOnce = 4;
const longestWaitMs = 3_600_000;
const leaseMarginMs = 20_000;

/** Delivers what the outbox holds, at least once each, in no certain order. What was not taken is tried again later and
 *  later, also after a restart, until it is given up. */
@Injectable()
export class WebhookDispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(WebhookDispatcher.name);
  private readonly stopping = new AbortController();
  private ended: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(Store) private readonly store: Store,
    @Inject(PUBLIC_ADDRESS) private readonly address: () => Promise<string>,
  ) {}

  onApplicationBootstrap(): void {
    this.ended = this.watch();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  private async watch(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        const due = await this.claim(Date.now());
        await Promise.all(due.map((row) => this.deliver(row)));
        if (due.length > 0) continue;
      } catch (error) {
        this.log.warn(`Webhooks must wait: ${(error as Error).message}`);
      }
      await delay(this.settings.taskPollMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  /** Takes what is due. Its next attempt is moved beyond the longest time that this one can take: should this process die, it is
   *  due again then. */
  private async claim(now: number): Promise<WebhookDeliveryRow[]> {
    const due = await this.store.read.find(WebhookDeliveryRow, {
      // Nothing is put off for longer than that: the clock was set back.
      where: [{ nextattempt: LessThanOrEqual(now) }, { nextattempt: MoreThan(now + longestWaitMs + leaseMarginMs) }],
      order: { nextattempt: 'ASC' },
      take: atOnce,
    });
    // An idle service leaves the disk alone.
    if (due.length === 0) return [];
    return this.store.write(async (manager) => {
      const claimed: WebhookDeliveryRow[] = [];
      for (const row of due) {
        const { id, attempts } = row;
        const nextattempt = now + this.timeoutMs + leaseMarginMs;
        const taken = await manager.update(
          WebhookDeliveryRow,
          { id, attempts },
          { attempts: attempts + 1, nextattempt },
        );
        if (taken.affected === 1) claimed.push({ ...row, attempts: attempts + 1, nextattempt });
      }
      return claimed;
    });
  }

  private async deliver(row: WebhookDeliveryRow): Promise<void> {
    const { id, url } = row;
    try {
      // An address that is no longer configured is nobody's any more.
      if (this.settings.webhookUrls.includes(url)) await this.send(row);
    } catch (error) {
      return this.failed(row, error);
    }
    await this.store.write((manager) => manager.delete(WebhookDeliveryRow, { id }));
  }

  private async send({ url, message }: WebhookDeliveryRow): Promise<void> {
    const { contextid, backup, ...rest } = message as unknown as WebhookMessage;
    const downloadurl =
      backup.status === 1000 && backup.filename !== null && backup.error === null
        ? downloadAddress(await this.address(), contextid, 'course', backup.filename)
        : null;
    const body = JSON.stringify({ ...rest, backup: { ...backup, downloadurl } });
    await postWebhook({
      url,
      body,
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'Coursekeep',
        'Coursekeep-Event': rest.event,
        'Coursekeep-Delivery': rest.id,
        [signatureHeader]: sign(body, this.settings.webhookSecret, Math.floor(Date.now() / 1000)),
      },
      allowPrivate: this.settings.webhookPrivate === 'on',
      timeoutMs: this.timeoutMs,
    });
  }

  private async failed({ id, url, attempts }: WebhookDeliveryRow, error: unknown): Promise<void> {
    const { message } = error as Error;
    if (!(error instanceof DeliveryFailed)) this.log.error(error);
    const isLast = attempts >= this.settings.webhookAttempts;
    const wait = Math.min(this.settings.webhookRetrySeconds * 1000 * 2 ** (attempts - 1), longestWaitMs);
    // The path of an address may hold a secret of its receiver.
    const where = new URL(url).host;
    if (isLast) this.log.error(`Webhook ${id} to ${where} is given up after ${attempts} attempts: ${message}`);
    else this.log.warn(`Webhook ${id} to ${where}, attempt ${attempts}: ${message} Again in ${wait / 1000} s.`);
    await this.store.write((manager) =>
      isLast
        ? manager.delete(WebhookDeliveryRow, { id })
        : manager.update(WebhookDeliveryRow, { id }, { nextattempt: Date.now() + wait }),
    );
  }

  private get timeoutMs(): number {
    return this.settings.webhookTimeoutSeconds * 1000;
  }
}
