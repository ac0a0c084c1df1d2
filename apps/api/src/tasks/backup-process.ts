import { fork, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { type AttemptLimits, AttemptWatch } from './attempt-watch';
import type { BackupJob, FromWorker, ToWorker, WrittenFile } from './backup-job';
import { type AttemptFailure, attemptFailure } from './retry-policy';
import type { Remark } from '../store/backup.entity';

/** How a backup process is started: the program, and options of Node for it. */
export interface WorkerLaunch {
  readonly file: string;
  readonly execArgv?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** How an attempt ended. All of these are expected. */
export type Attempt =
  | { readonly outcome: 'written'; readonly file: WrittenFile }
  | { readonly outcome: 'failed'; readonly failure: AttemptFailure; readonly warnings: readonly Remark[] }
  /** It was stopped from here. */
  | { readonly outcome: 'stopped' };

export interface AttemptHooks {
  /** Decides the file's name. */
  name(wanted: string): Promise<string>;
  progress(progress: number, step: string): void;
}

/** So long a process may take to go home before it is killed, and the system to end it then. */
const LEAVING_MS = 10_000;

/** How an attempt is kept from going on for ever. */
export interface AttemptBounds {
  /** Ends it; after that it has `graceMs` to end by itself. */
  readonly stop: AbortSignal;
  readonly graceMs: number;
  readonly limits: AttemptLimits;
}

/** A process that makes backups, one at a time: its memory, and whatever ends it, are not the service's. */
export class BackupProcess {
  /** Why it ended. */
  private readonly ended: Promise<string>;
  private hear: (message: FromWorker) => void = () => undefined;

  private constructor(private readonly child: ChildProcess) {
    this.ended = new Promise((resolve) => {
      child.on('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit status ${code}`));
    });
    child.on('message', (message: FromWorker) => this.hear(message));
  }

  static start(launch: WorkerLaunch): BackupProcess {
    const child = fork(launch.file, [], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      ...(launch.execArgv && { execArgv: [...launch.execArgv] }),
      ...(launch.env && { env: { ...process.env, ...launch.env } }),
    });
    yieldToService(child.pid);
    return new BackupProcess(child);
  }

  /** Makes one backup. Where nothing was written the process has ended when this resolves; one that the system cannot end
   *  is left alone. Never rejects. */
  async run(job: BackupJob, hooks: AttemptHooks, { stop, graceMs, limits }: AttemptBounds): Promise<Attempt> {
    const failed = (failure: AttemptFailure, warnings: readonly Remark[] = []): Attempt => ({
      outcome: 'failed',
      failure,
      warnings,
    });
    const watch = new AttemptWatch(limits);
    const said = new Promise<Attempt>((resolve) => {
      this.hear = (message) => {
        if (message.type === 'alive') watch.heard(message.work);
        else watch.gotOn();
        if (message.type === 'progress') hooks.progress(message.progress, message.step);
        if (message.type === 'done') resolve({ outcome: 'written', file: message.file });
        if (message.type === 'failed') resolve(failed(message.failure, message.warnings));
        if (message.type === 'name') {
          hooks.name(message.filename).then(
            (filename) => this.tell({ type: 'named', filename }),
            (error) => resolve(failed(attemptFailure(error))),
          );
        }
      };
    });
    let killing: NodeJS.Timeout | undefined;
    const halt = () => {
      this.tell({ type: 'cancel' });
      killing = setTimeout(() => this.child.kill('SIGKILL'), graceMs);
    };
    if (stop.aborted) halt();
    else stop.addEventListener('abort', halt, { once: true });
    this.tell({ type: 'run', job });

    const exceeded = watch.exceeded.then((failure) => {
      this.child.kill('SIGKILL');
      return failed(failure);
    });
    const attempt = await Promise.race([said, this.ended.then((why) => failed(died(why))), exceeded]);
    watch.end();
    if (attempt.outcome !== 'written') await this.end();
    clearTimeout(killing);
    stop.removeEventListener('abort', halt);
    this.hear = () => undefined;
    return stop.aborted && attempt.outcome !== 'written' ? { outcome: 'stopped' } : attempt;
  }

  get isAlive(): boolean {
    return this.child.connected && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Sends it home, kills it where it does not go, and waits until it has gone. What sits in a call of the system that does
   *  not come back (a dead network drive) cannot be killed: nobody waits for it. */
  async end(): Promise<void> {
    if (this.child.connected) this.child.disconnect();
    const kill = setTimeout(() => this.child.kill('SIGKILL'), LEAVING_MS);
    let giveUp: NodeJS.Timeout | undefined;
    const isLeft = new Promise<void>((resolve) => (giveUp = setTimeout(resolve, 2 * LEAVING_MS)));
    await Promise.race([this.ended, isLeft]);
    clearTimeout(kill);
    clearTimeout(giveUp);
  }

  private tell(message: ToWorker): void {
    if (this.child.connected) this.child.send(message, () => undefined);
  }
}

/** Who asks for a status should not wait because backups are made: they take what the service leaves of the processors. */
function yieldToService(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Ended at once, or a system that does not let us.
  }
}

function died(why: string): AttemptFailure {
  const message = `The process that made the backup ended unexpectedly (${why}).`;
  return { code: 'worker-died', message, trace: null };
}
