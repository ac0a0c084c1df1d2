import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { logText } from '@coursekeep/errors';
import { SiteHolder } from '../site/site-holder';
import { PresentStorage } from '../storage/present-storage';
import { Store } from '../store/store';
import { QueueFigures } from '../tasks/queue-figures';
import { withinTime } from '../webservice/within-time';
import { Remembered } from './remembered';

/** Who watches over the service is told in time that a part of it says nothing. */
const PATIENCE_SECONDS = 10;
/** Who asks every few seconds does not wait for so long. */
const READY_PATIENCE_SECONDS = 5;
const REMEMBERED_MS = 1000;

/** What the service needs to do its work. */
export type ServicePart = 'store' | 'site' | 'storage' | 'queue';

/** Tries the parts of the service. What a part lacks is in the log: answers are for everybody. */
@Injectable()
export class HealthChecks implements OnModuleDestroy {
  private readonly log = new Logger(HealthChecks.name);
  private readonly tries: Readonly<Record<ServicePart, () => Promise<unknown>>> = {
    store: () => this.store.check(),
    site: async () => (await this.site.get()).database.all({ text: 'SELECT 1 AS one' }),
    storage: () => this.storage.check(),
    queue: () => this.queue.read(Date.now()),
  };
  private readonly latest = new Remembered(
    () => this.try(['store', 'site', 'storage', 'queue'], READY_PATIENCE_SECONDS),
    REMEMBERED_MS,
  );
  private stopping = false;

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(PresentStorage) private readonly storage: PresentStorage,
    @Inject(QueueFigures) private readonly queue: QueueFigures,
  ) {}

  /** Whether the service has begun to end: it answers a while longer, and is to be asked nothing new. */
  get isStopping(): boolean {
    return this.stopping;
  }

  onModuleDestroy(): void {
    this.stopping = true;
  }

  /** Which of the parts work, tried now and together. Never rejects. */
  async try<Part extends ServicePart>(
    parts: readonly Part[],
    patienceSeconds = PATIENCE_SECONDS,
  ): Promise<Record<Part, boolean>> {
    const outcomes = await Promise.all(parts.map(async (part) => [part, await this.works(part, patienceSeconds)]));
    return Object.fromEntries(outcomes) as Record<Part, boolean>;
  }

  /** Which parts work, tried within the last second: however many ask, no more than one try a second. Never rejects. */
  all(): Promise<Record<ServicePart, boolean>> {
    return this.latest.get();
  }

  private async works(part: ServicePart, patienceSeconds: number): Promise<boolean> {
    try {
      await withinTime(this.tries[part](), patienceSeconds);
      return true;
    } catch (error) {
      this.log.warn(`The ${part} does not answer: ${logText(error)}`);
      return false;
    }
  }
}
