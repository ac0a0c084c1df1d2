import { resolve } from 'node:path';
import { runSources, until } from '../testing/service';
import type { BackupJob } from './backup-job';
import { BackupProcesses } from './backup-processes';

const launch = { file: resolve(__dirname, '../testing/telling-worker.ts'), execArgv: ['-r', runSources] };
const hooks = { name: async (wanted: string) => wanted, progress: () => undefined };
const limits = { silentMs: 60_000, stalledMs: 60_000, totalMs: 60_000 };
const never = new AbortController().signal;
let processes: BackupProcesses;

beforeEach(() => {
  processes = new BackupProcesses(launch);
});
afterEach(() => processes.end());

/** Makes a "backup" and tells the number of the process that made it. */
async function make(courseid = 1): Promise<number> {
  const attempt = await processes.run({ courseid } as BackupJob, hooks, { stop: never, graceMs: 1000, limits });
  if (attempt.outcome !== 'written') throw new Error(attempt.outcome);
  return Number(attempt.file.filename);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the processes that make backups', () => {
  it('are used again, one backup at a time in each', async () => {
    const first = await make();
    expect(await make()).toBe(first);
    const together = await Promise.all([make(), make(), make()]);
    expect(new Set(together).size).toBe(3);
    expect(together).toContain(first);
    expect(together).toContain(await make());
  });

  it('are not used again where a backup failed, or they have ended', async () => {
    const first = await make();
    await expect(make(-1)).rejects.toThrow('failed');
    expect(isRunning(first)).toBe(false);
    const second = await make();
    expect(second).not.toBe(first);
    process.kill(second, 'SIGKILL');
    await until(
      async () => isRunning(second),
      (runs) => !runs,
    );
    expect(await make()).not.toBe(second);
  });

  it('are replaced after fifty backups', async () => {
    const first = await make();
    for (let number = 2; number <= 50; number++) expect(await make()).toBe(first);
    expect(await make()).not.toBe(first);
  });

  it('have gone when they were sent home', async () => {
    const pids = await Promise.all([make(), make()]);
    await processes.end();
    expect(pids.map(isRunning)).toEqual([false, false]);
    const late = await make();
    await until(
      async () => isRunning(late),
      (runs) => !runs,
    );
  });
});
