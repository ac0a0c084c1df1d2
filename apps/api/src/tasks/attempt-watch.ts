import type { AttemptFailure } from './retry-policy';

/** How long the process of a backup may do what, in milliseconds. */
export interface AttemptLimits {
  /** Without a sign of life: a stopped process gives none, a slow one does. */
  readonly silentMs: number;
  /** Without getting on with the backup. */
  readonly stalledMs: number;
  /** In all. */
  readonly totalMs: number;
}

/** How often within the shortest limit is looked. */
const LOOKS = 10;

/** Watches over the process of one backup. Looks are counted and not the time: where the service itself was stopped, or its
 *  machine was asleep, the process has not been silent meanwhile. */
export class AttemptWatch {
  /** Resolves with the reason when a limit has been passed; else never. */
  readonly exceeded: Promise<AttemptFailure>;
  private readonly timer: NodeJS.Timeout;
  private isKnownToLive = false;
  private work = -1;
  private silentLooks = 0;
  private stalledLooks = 0;
  private looks = 0;

  constructor(limits: AttemptLimits) {
    const everyMs = Math.max(20, Math.min(...Object.values(limits)) / LOOKS);
    let tell: (failure: AttemptFailure) => void = () => undefined;
    this.exceeded = new Promise((resolve) => (tell = resolve));
    this.timer = setInterval(() => {
      const failure = this.look(limits, everyMs);
      if (failure) tell(failure);
    }, everyMs);
  }

  /** The process has said something; `work` grows while it works. */
  heard(work: number): void {
    this.isKnownToLive = true;
    this.silentLooks = 0;
    if (work > this.work) this.stalledLooks = 0;
    this.work = Math.max(this.work, work);
  }

  /** The backup has got on. */
  gotOn(): void {
    this.heard(this.work);
    this.stalledLooks = 0;
  }

  end(): void {
    clearInterval(this.timer);
  }

  private look({ silentMs, stalledMs, totalMs }: AttemptLimits, everyMs: number): AttemptFailure | null {
    this.looks++;
    this.stalledLooks++;
    // The program needs its time to load before it can say anything.
    if (this.isKnownToLive) this.silentLooks++;
    if (this.silentLooks * everyMs > silentMs) {
      const words = `The process that made the backup gave no sign of life for ${span(silentMs)} and was ended (COURSEKEEP_TASK_SILENT_SECONDS).`;
      return { code: 'backup-silent', message: words, trace: null };
    }
    if (this.stalledLooks * everyMs > stalledMs) {
      const words = `The backup did not get on for ${span(stalledMs)} and was ended (COURSEKEEP_TASK_STALLED_SECONDS).`;
      return { code: 'backup-stalled', message: words, trace: null };
    }
    if (this.looks * everyMs > totalMs) {
      const words = `The backup took longer than ${span(totalMs)} and was ended. Where it needs so long, COURSEKEEP_TASK_LIMIT_SECONDS can be raised.`;
      return { code: 'backup-too-long', message: words, trace: null };
    }
    return null;
  }
}

function span(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  return minutes >= 5 ? `${Math.round(minutes)} minutes` : `${milliseconds / 1000} seconds`;
}
