import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { BackupJob, FromWorker, ToWorker, WrittenFile } from './backup-job';
import { type Failure, failureOf } from './retry-policy';
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
  | { readonly outcome: 'failed'; readonly failure: Failure; readonly warnings: readonly Remark[] }
  /** It was stopped from here. */
  | { readonly outcome: 'stopped' };

export interface AttemptHooks {
  /** Decides the file's name. */
  name(wanted: string): Promise<string>;
  progress(progress: number, step: string): void;
}

/** Makes one backup in a process of its own: its memory, and whatever ends it, are not the service's. After `stop` has
 *  been aborted the process has `graceMs` to end by itself. Never rejects. */
export async function runBackupProcess(
  launch: WorkerLaunch,
  job: BackupJob,
  hooks: AttemptHooks,
  stop: AbortSignal,
  graceMs: number,
): Promise<Attempt> {
  const child = fork(launch.file, [], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    ...(launch.execArgv && { execArgv: [...launch.execArgv] }),
    ...(launch.env && { env: { ...process.env, ...launch.env } }),
  });
  yieldToService(child.pid);
  const tell = (message: ToWorker) => child.connected && child.send(message, () => undefined);
  let attempt: Attempt | null = null;

  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit status ${code}`));
  });
  child.on('message', (message: FromWorker) => {
    if (message.type === 'progress') hooks.progress(message.progress, message.step);
    if (message.type === 'done') attempt = { outcome: 'written', file: message.file };
    if (message.type === 'failed') {
      attempt = { outcome: 'failed', failure: message.failure, warnings: message.warnings };
    }
    if (message.type === 'name') {
      hooks.name(message.filename).then(
        (filename) => tell({ type: 'named', filename }),
        (error) => {
          attempt = { outcome: 'failed', failure: failureOf(error), warnings: [] };
          child.kill('SIGKILL');
        },
      );
    }
  });

  let killing: NodeJS.Timeout | undefined;
  const halt = () => {
    tell({ type: 'cancel' });
    killing = setTimeout(() => child.kill('SIGKILL'), graceMs);
  };
  if (stop.aborted) halt();
  else stop.addEventListener('abort', halt, { once: true });
  tell({ type: 'run', job });

  const why = await ended;
  clearTimeout(killing);
  stop.removeEventListener('abort', halt);
  const known = attempt as Attempt | null;
  if (known?.outcome === 'written') return known;
  if (stop.aborted) return { outcome: 'stopped' };
  return known ?? { outcome: 'failed', failure: died(why), warnings: [] };
}

/** Who asks for a status should not wait because backups are made: they take what the service leaves of the processors. */
function yieldToService(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Ended at once, or a system that does not let us.
  }
}

function died(why: string): Failure {
  return { name: 'WorkerDied', codes: [], message: `The process that made the backup ended unexpectedly (${why}).` };
}
