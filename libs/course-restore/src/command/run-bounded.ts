import { type ChildProcess, spawn } from 'node:child_process';
import { HeadAndTail } from './head-and-tail';

export interface RunLimits {
  /** Milliseconds after which the program is ended. */
  readonly timeMs: number;
  /** Milliseconds between asking it to end and ending it; default 5000. */
  readonly graceMs?: number;
  /** Characters of each output that are kept, half from its start and half from its end; default 64 Ki. */
  readonly kept?: number;
  readonly signal?: AbortSignal | undefined;
}

/** How a program ended, and what it said. */
export interface ProgramRun {
  /** `itself`: it ended by itself, or something outside ended it. `not-started`: there is no such program, or it may not be run. */
  readonly ended: 'itself' | 'too-long' | 'cancelled' | 'not-started';
  /** Null where a signal ended it. */
  readonly exit: number | null;
  readonly killedBy: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program with arguments as a list, never through a shell, without input and with nothing of our environment that
 *  it does not need. Never rejects. Whatever the program starts ends with it. */
export function runBounded(program: string, words: readonly string[], limits: RunLimits): Promise<ProgramRun> {
  const { timeMs, graceMs = 5_000, kept = 64 * 1024, signal } = limits;
  const [out, err] = [new HeadAndTail(kept), new HeadAndTail(kept)];
  if (signal?.aborted) return Promise.resolve(ran('cancelled', null, null, out, err));
  return new Promise((resolve) => {
    // A group of its own: PHP may have been started by sudo, and ends with it.
    const child = spawn(program, [...words], {
      shell: false,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: neededEnvironment(),
    });
    let stopped: 'too-long' | 'cancelled' | null = null;
    let hard: NodeJS.Timeout | undefined;
    const stop = (why: 'too-long' | 'cancelled') => {
      if (stopped) return;
      stopped = why;
      endGroup(child, 'SIGTERM');
      hard = setTimeout(() => endGroup(child, 'SIGKILL'), graceMs);
    };
    const limit = setTimeout(() => stop('too-long'), timeMs);
    const cancel = () => stop('cancelled');
    signal?.addEventListener('abort', cancel, { once: true });
    const done = (run: ProgramRun) => {
      clearTimeout(limit);
      clearTimeout(hard);
      signal?.removeEventListener('abort', cancel);
      resolve(run);
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => out.add(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => err.add(text));
    child.once('error', (error) => {
      err.add(error.message);
      // An error after the start is one of a signal that could not be sent: the program goes on.
      if (child.pid === undefined) done(ran('not-started', null, null, out, err));
    });
    child.once('close', (code, killedBy) => done(ran(stopped ?? 'itself', code, killedBy, out, err)));
  });
}

function ran(
  ended: ProgramRun['ended'],
  exit: number | null,
  killedBy: NodeJS.Signals | null,
  out: HeadAndTail,
  err: HeadAndTail,
): ProgramRun {
  return { ended, exit, killedBy, stdout: out.text, stderr: err.text };
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended already, or runs as a user whom we may not signal: sudo then passes on what it is sent itself.
    child.kill(signal);
  }
}

/** The service's own environment holds passwords and addresses that are no business of the program. */
function neededEnvironment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
