import { logText } from '@coursekeep/errors';
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { BackupRecords } from '../backups/backup-records';
import { MoodleBackups } from '../backups/moodle-backups';
import type { Settings } from '../config/settings';
import { withLogFields } from '../log-context';
import { AttemptMeter } from '../metrics/attempt-meter';
import type { Metrics } from '../metrics/metrics';
import { SiteHolder } from '../site/site-holder';
import { PresentStorage } from '../storage/present-storage';
import { storageKey } from '../storage/storage-key';
import { METRICS, SETTINGS } from '../tokens';
import type { WrittenFile } from './backup-job';
import { BackupProcesses } from './backup-processes';
import { Reconciler } from './reconciler';
import { attemptFailure, retryDelay, type AttemptFailure } from './retry-policy';
import { type ClaimedTask, ClaimLost, TaskQueue } from './task-queue';
import { ThrottledProgress } from './throttled-progress';

const heartbeatMs = 5_000;
const reapMs = 30_000;

/** Claims waiting tasks and sees each through: a process that makes the backup, its progress in the store, the file in the
 *  storage, and then the finished row. What may pass is tried again; what does not ends with 900 and a reason. */
@Injectable()
export class TaskRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(TaskRunner.name);
  private readonly running = new Set<Promise<void>>();
  /** What ends the attempts of this process, by backup. */
  private readonly attempts = new Map<string, AbortController>();
  private readonly stopping = new AbortController();
  private looking: Promise<void> | null = null;
  private lookAgain = false;
  private trouble = '';

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(SchedulerRegistry) private readonly schedule: SchedulerRegistry,
    @Inject(TaskQueue) private readonly queue: TaskQueue,
    @Inject(BackupRecords) private readonly records: BackupRecords,
    @Inject(MoodleBackups) private readonly moodleBackups: MoodleBackups,
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(Reconciler) private readonly reconciler: Reconciler,
    @Inject(PresentStorage) private readonly storage: PresentStorage,
    @Inject(BackupProcesses) private readonly processes: BackupProcesses,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.reconciler.start();
    this.every('tasks', this.settings.taskPollMs, () => this.wake());
    this.every('abandoned-tasks', reapMs, () => void this.reap());
    this.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    for (const name of this.schedule.getIntervals()) this.schedule.deleteInterval(name);
    await this.looking;
    await Promise.all(this.running);
    await this.processes.end();
  }

  /** Looks for waiting tasks now; called when one was just stored, so that nobody waits for the next look. */
  wake(): void {
    this.lookAgain = true;
    // It is not for the request that happens to wake it.
    this.looking ??= withLogFields({}, () => this.look()).finally(() => {
      this.looking = null;
    });
  }

  /** Cancels a backup that waits or runs, here or in another process: it ends with 900. Resolves with false where it has
   *  ended already, or its file is just being put in its place. */
  async cancel(backupid: string, by: string): Promise<boolean> {
    const error = { code: 'cancelled', message: `${by} cancelled the backup.` };
    const isCancelled = await this.queue.cancel(backupid, (manager) =>
      this.records.failed(manager, backupid, error, [], Date.now()),
    );
    // Another process notices at its next heartbeat.
    if (isCancelled) this.attempts.get(backupid)?.abort();
    return isCancelled;
  }

  private async look(): Promise<void> {
    while (this.lookAgain && !this.stopping.signal.aborted) {
      this.lookAgain = false;
      try {
        await this.reconciler.beforeTasks();
        while (this.running.size < this.settings.tasks && !this.stopping.signal.aborted) {
          // What is made must be put somewhere.
          await this.storage.check();
          const task = await this.queue.claim(await this.site.key(), Date.now());
          if (!task) break;
          const fields = { backupid: task.backup.backupid, attempt: task.attempts };
          const run: Promise<void> = withLogFields(fields, () => this.run(task)).finally(() => {
            this.running.delete(run);
            this.wake();
          });
          this.running.add(run);
        }
        this.trouble = '';
      } catch (error) {
        const message = logText(error);
        // A site that is down for a night is said once, not every second.
        if (message !== this.trouble) this.log.warn(`Waiting tasks must wait: ${message}`);
        this.trouble = message;
      }
    }
  }

  private async run(task: ClaimedTask): Promise<void> {
    const { backup } = task;
    const meter = new AttemptMeter(this.metrics);
    if (task.attempts === 1) this.metrics.waits.observe(Math.max(0, Date.now() - backup.timecreated) / 1000);
    const lost = new AbortController();
    const stop = AbortSignal.any([this.stopping.signal, lost.signal]);
    this.attempts.set(backup.backupid, lost);
    const beat = setInterval(() => {
      this.queue.heartbeat(task, Date.now()).catch((error) => {
        if (error instanceof ClaimLost) lost.abort();
      });
    }, heartbeatMs);
    const folder = join(this.settings.data, 'work', `${backup.backupid}.${randomUUID()}`);
    try {
      await this.attempt(task, folder, stop, meter);
    } catch (error) {
      if (error instanceof ClaimLost) this.log.warn(`Backup ${backup.backupid} was cancelled or taken over`);
      else await this.fail(task, attemptFailure(error), [], meter).catch((also) => this.log.error(logText(also)));
    } finally {
      clearInterval(beat);
      meter.end(this.stopping.signal.aborted ? 'stopped' : 'lost');
      this.attempts.delete(backup.backupid);
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  private async attempt(task: ClaimedTask, folder: string, stop: AbortSignal, meter: AttemptMeter): Promise<void> {
    const { backup } = task;
    const { config } = await this.site.get();
    await this.records.started(backup.backupid, Date.now());
    await mkdir(folder, { recursive: true });
    const shown = new ThrottledProgress((progress, step) => this.records.progressed(backup.backupid, progress, step));
    const attempt = await this.processes.run(
      {
        backupid: backup.backupid,
        courseid: backup.courseid,
        userid: backup.userid,
        mode: backup.mode,
        format: backup.format,
        options: backup.options,
        settings: backup.settings,
        filenameLang: this.settings.filenameLang,
        configFile: config.file,
        folder,
      },
      {
        name: async (wanted) =>
          this.records.reserveFilename(backup.backupid, wanted, await this.moodleBackups.names(backup.courseid)),
        progress: (progress, step) => {
          meter.says(step);
          shown.set(progress, step);
        },
      },
      {
        stop,
        graceMs: this.settings.shutdownSeconds * 1000,
        limits: {
          silentMs: this.settings.taskSilentSeconds * 1000,
          stalledMs: this.settings.taskStalledSeconds * 1000,
          totalMs: this.settings.taskLimitSeconds * 1000,
        },
      },
    );
    await shown.stop();
    if (attempt.outcome === 'written') return this.publish(task, attempt.file, meter);
    if (attempt.outcome === 'failed') return this.fail(task, attempt.failure, attempt.warnings, meter);
    const again = { nextrun: 0, attempts: task.attempts - 1, deaths: task.deaths };
    await this.queue.giveBack(task, again, (manager) => this.records.waitsAgain(manager, backup.backupid, null));
  }

  /** In this order, so that a crash between any two leaves either no file, or one that the reconciler recognises. */
  private async publish(task: ClaimedTask, file: WrittenFile, meter: AttemptMeter): Promise<void> {
    meter.enter('publish');
    const { backupid, site, courseid } = task.backup;
    if (file.status !== 1000) {
      const reason = file.warnings.at(-1)?.message ?? 'The backup finished with errors.';
      return this.fail(task, { code: 'finished-with-errors', message: reason, trace: null }, file.warnings, meter);
    }
    const key = storageKey({ site, courseid, backupid, filename: file.filename });
    await this.queue.whileClaimed(task, Date.now(), (manager) =>
      this.records.announced(manager, backupid, {
        filesize: file.size,
        contenthash: file.contenthash,
        storagekey: key,
      }),
    );
    await this.storage.put(key, file.path);
    await this.insist(() =>
      this.queue.settle(task, (manager) => this.records.finished(manager, backupid, file.warnings, Date.now())),
    );
    meter.finished(file.size);
    this.log.log(`Backup ${backupid} of course ${courseid} finished: ${file.filename}, ${file.size} bytes`);
  }

  private async fail(
    task: ClaimedTask,
    failure: AttemptFailure,
    warnings: WrittenFile['warnings'],
    meter: AttemptMeter,
  ): Promise<void> {
    const { backupid, courseid } = task.backup;
    const deaths = failure.code === 'worker-died' ? task.deaths + 1 : 0;
    const error = { code: failure.code, message: failure.message + timesText(deaths) };
    const wait = retryDelay(failure, task.attempts, this.settings.taskRetrySeconds);
    this.log.warn(
      `Backup ${backupid} of course ${courseid}, attempt ${task.attempts}: ${failure.trace ?? failure.message}` +
        (wait === null ? ' Given up.' : ` Again in ${Math.ceil(wait / 1000)} s.`),
    );
    await this.insist(() =>
      wait === null
        ? this.queue.settle(task, (manager) => this.records.failed(manager, backupid, error, warnings, Date.now()))
        : this.queue.giveBack(task, { nextrun: Date.now() + wait, attempts: task.attempts, deaths }, (manager) =>
            this.records.waitsAgain(manager, backupid, error),
          ),
    ).then(
      () => meter.failed(wait === null ? 'failed' : 'retried', failure.code),
      (lost) => {
        if (!(lost instanceof ClaimLost)) throw lost;
      },
    );
  }

  /** An outcome must reach the store, also when its disk is full for a while. What cannot be written before the service
   *  ends is found again by the next one: the claim stays, and its owner will be gone. */
  private async insist(write: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await write();
      } catch (error) {
        if (error instanceof ClaimLost || this.stopping.signal.aborted) throw error;
        this.log.error(`The store cannot be written, trying again: ${logText(error)}`);
        await delay(1000, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  private async reap(): Promise<void> {
    try {
      const freed = await this.queue.freeAbandoned(Date.now(), performance.now(), new Set(this.attempts.keys()));
      if (freed.length > 0) this.wake();
    } catch (error) {
      this.log.warn(`Abandoned tasks cannot be looked for: ${logText(error)}`);
    }
  }

  private every(name: string, milliseconds: number, work: () => void): void {
    this.schedule.addInterval(name, setInterval(work, milliseconds));
  }
}

/** One death may have any reason; several in a row most often have one. */
function timesText(deaths: number): string {
  if (deaths < 2) return '';
  return ` That happened ${deaths} times in a row: most often the machine has too little memory for it.`;
}
