import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALIVE_MS, type FromWorker, type ToWorker } from '../tasks/backup-job';

/** A backup process for tests: it writes a part of a file and then does as `OBSTINATE` says. `wait` never ends by itself,
 *  `stop` is stopped by the system (SIGSTOP) the first time and then refuses, `stall` says that it lives and does nothing, `die` is killed by the system, `refuse` fails for good, `database` fails as a database that went away. */
process.once('disconnect', () => process.exit(1));
process.on('message', (message: ToWorker) => {
  if (message.type === 'cancel') process.exit(0);
  if (message.type !== 'run') return;
  const { folder, backupid } = message.job;
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'half.mbz'), 'half a backup');
  writeFileSync(join(folder, '..', '..', `${backupid}.pid`), String(process.pid));
  say({ type: 'progress', progress: 0.5, step: 'Half way' });
  setInterval(() => say({ type: 'alive', work: 0 }), ALIVE_MS / 10);
  if (process.env.OBSTINATE === 'stop') {
    const mark = join(folder, '..', '..', `${backupid}.stopped`);
    if (existsSync(mark)) return fail('bad-setting-value', 'It was tried again.');
    writeFileSync(mark, '');
    setTimeout(() => process.kill(process.pid, 'SIGSTOP'), ALIVE_MS);
  }
  if (process.env.OBSTINATE === 'die') process.kill(process.pid, 'SIGKILL');
  if (process.env.OBSTINATE === 'refuse') fail('bad-setting-value', 'It cannot be done.');
  if (process.env.OBSTINATE === 'database') fail('database-connection-lost', 'The database went away.');
});

function fail(code: string, message: string): void {
  say({ type: 'failed', failure: { code, message, trace: null }, warnings: [] });
  process.disconnect();
}

function say(message: FromWorker): void {
  process.send?.(message);
}
