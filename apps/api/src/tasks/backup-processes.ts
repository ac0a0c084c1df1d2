import type { BackupJob } from './backup-job';
import {
  type Attempt,
  type AttemptBounds,
  type AttemptHooks,
  BackupProcess,
  type WorkerLaunch,
} from './backup-process';

/** So long a process waits for another backup before it is sent home. */
const IDLE_MS = 60_000;
/** After so many backups a process is replaced, whatever it has gathered in its memory. */
const MOST_BACKUPS = 50;

interface Waiting {
  readonly process: BackupProcess;
  readonly made: number;
  readonly leaving: NodeJS.Timeout;
}

/** The processes that make backups. One that has done well is kept for the next backup for a while: to load the program anew takes
 *  longer than a small backup. */
export class BackupProcesses {
  private readonly waiting: Waiting[] = [];
  private isEnded = false;

  constructor(private readonly launch: WorkerLaunch) {}

  /** Makes one backup, as `BackupProcess.run` does, in a process that makes no other meanwhile. */
  async run(job: BackupJob, hooks: AttemptHooks, bounds: AttemptBounds): Promise<Attempt> {
    const { process, made } = this.take();
    const attempt = await process.run(job, hooks, bounds);
    if (attempt.outcome === 'written') this.keep(process, made + 1);
    return attempt;
  }

  /** Sends all home that wait for work, now and from now on, and waits until they have gone. */
  async end(): Promise<void> {
    this.isEnded = true;
    await Promise.all(this.waiting.splice(0).map((one) => leave(one)));
  }

  private take(): { process: BackupProcess; made: number } {
    for (let one = this.waiting.pop(); one; one = this.waiting.pop()) {
      clearTimeout(one.leaving);
      if (one.process.isAlive) return one;
    }
    return { process: BackupProcess.start(this.launch), made: 0 };
  }

  private keep(process: BackupProcess, made: number): void {
    if (this.isEnded || made >= MOST_BACKUPS) return void process.end();
    const leaving = setTimeout(() => {
      this.waiting.splice(this.waiting.indexOf(one), 1);
      void leave(one);
    }, IDLE_MS);
    leaving.unref();
    const one: Waiting = { process, made, leaving };
    this.waiting.push(one);
  }
}

function leave({ process, leaving }: Waiting): Promise<void> {
  clearTimeout(leaving);
  return process.end();
}
