import type { FromWorker, ToWorker } from '../tasks/backup-job';

/** A backup process for tests: its "backup" is a file whose name is the number of the process. The course -1 fails. */
process.once('disconnect', () => process.exit(1));
process.on('message', (message: ToWorker) => {
  if (message.type !== 'run') return;
  const { courseid } = message.job;
  const failure = { code: 'bad', message: 'Bad.', trace: null };
  if (courseid === -1) return say({ type: 'failed', failure, warnings: [] });
  const file = { path: '', filename: String(process.pid), size: 0, contenthash: '', status: 1000, warnings: [] };
  say({ type: 'done', file });
});

function say(message: FromWorker): void {
  process.send?.(message);
}
