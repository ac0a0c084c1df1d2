import { Counter, Histogram, Registry } from 'prom-client';

/** How an attempt at a backup ended: `retried` is tried again, `stopped` was ended with the service, `lost` was cancelled or
 *  taken over by another process. */
export type AttemptOutcome = 'finished' | 'failed' | 'retried' | 'stopped' | 'lost';

/** What an attempt is doing. */
export type AttemptStep = 'documents' | 'archive' | 'publish';

/** How a sign-in ended: name and password, or token, were right; were wrong; were not let through after too many failures. */
export type SigninOutcome = 'right' | 'wrong' | 'held-off';

const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];
const backupSeconds = [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 14_400, 86_400];
const backupBytes = [10, 11, 12, 13, 14, 15, 16, 17, 18].map((power) => 4 ** power);

/** The figures that this process counts for itself. Each has a bounded number of values of its labels: none is a text that a
 *  caller or a site chose. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'coursekeep_http_request_seconds',
      help: 'Time to answer a request, by method, route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: requestSeconds,
      registers,
    }),
    signins: new Counter<'outcome'>({
      name: 'coursekeep_signins_total',
      help: 'Sign-ins by password or token at the portal and at login/token.php, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    attempts: new Histogram({
      name: 'coursekeep_backup_attempt_seconds',
      help: 'Time that an attempt at a backup took, by outcome',
      labelNames: ['outcome'],
      buckets: backupSeconds,
      registers,
    }),
    steps: new Histogram({
      name: 'coursekeep_backup_step_seconds',
      help: 'Time that a step of an attempt at a backup took, by the outcome of the attempt',
      labelNames: ['step', 'outcome'],
      buckets: backupSeconds,
      registers,
    }),
    waits: new Histogram({
      name: 'coursekeep_backup_wait_seconds',
      help: 'Time from the request for a backup to its first attempt',
      buckets: backupSeconds,
      registers,
    }),
    bytes: new Histogram({
      name: 'coursekeep_backup_bytes',
      help: 'Size of the files of backups that finished',
      buckets: backupBytes,
      registers,
    }),
    failures: new Counter({
      name: 'coursekeep_backup_failures_total',
      help: 'Attempts that failed or are tried again, by outcome and reason',
      labelNames: ['outcome', 'reason'],
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
