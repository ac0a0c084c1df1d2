import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { runSources, serviceEnv } from './service';

export interface ServiceProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything that has arrived of its standard error. */
  log(): string;
  /** Waits until its log holds the text: a line may arrive later than the answer that it tells of. */
  logged(text: string): Promise<void>;
  /** Ends it with the signal and waits for it. */
  end(signal: NodeJS.Signals): Promise<void>;
}

const running = new Set<ChildProcess>();

/** The service in a process of its own, so that it can be killed. Those that are left are killed after the tests. */
export async function serviceProcess(
  site: string,
  data: string,
  env: Record<string, string> = {},
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, ['-r', runSources, resolve(__dirname, 'serve.ts')], {
    env: { ...process.env, ...serviceEnv(site, data), COURSEKEEP_LOG_LEVEL: 'debug', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let log = '';
  child.stderr.on('data', (chunk) => (log += chunk));
  child.once('exit', () => running.delete(child));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line) => resolve(String(line).trim()));
    child.once('exit', () => reject(new Error(`The service ended at once: ${log}`)));
  });
  return {
    url,
    child,
    log: () => log,
    logged: async (text) => {
      const given = AbortSignal.timeout(20_000);
      while (!log.includes(text)) await once(child.stderr, 'data', { signal: given }).catch(() => missing(text, log));
    },
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await once(child, 'close');
    },
  };
}

function missing(text: string, log: string): never {
  throw new Error(`The service has not logged "${text}", but:\n${log}`);
}

/** To be called after the tests of a suite that started processes. */
export function killServiceProcesses(): void {
  for (const child of running) child.kill('SIGKILL');
}
