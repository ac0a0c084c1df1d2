import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import {
  type RestoreCommand,
  RestoreError,
  RestoreFailed,
  type RestoreResult,
  restoreCourse,
  resumeRestore,
} from '@coursekeep/course-restore';
import { logText, recognised, UnexpectedError } from '@coursekeep/errors';
import { BackupFiles } from '../backups/backup-files';
import { BackupRecords } from '../backups/backup-records';
import type { Settings } from '../config/settings';
import { SiteHolder } from '../site/site-holder';
import type { RestoreRow } from '../store/restore.entity';
import { SETTINGS } from '../tokens';
import { RestoreEngine } from './restore-engine';
import { RestoreRecords } from './restore-records';

/** Works off the restores of the site, one after the other. Ending the service in the middle ends no command of Moodle's, which
 *  would leave a half course: at the next start it is looked what has become of it. */
@Injectable()
export class Restorer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(Restorer.name);
  private readonly stopping = new AbortController();
  private working: Promise<void> | null = null;
  /** Ends what is being restored, as long as that leaves nothing half. */
  private interrupt: (() => void) | null = null;
  private trouble = '';

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(BackupRecords) private readonly backups: BackupRecords,
    @Inject(BackupFiles) private readonly files: BackupFiles,
    @Inject(RestoreEngine) private readonly engine: RestoreEngine,
    @Inject(RestoreRecords) private readonly records: RestoreRecords,
  ) {}

  onApplicationBootstrap(): void {
    this.working = this.work(this.stopping.signal);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    this.interrupt?.();
    const limit = delay(this.settings.shutdownSeconds * 1000, undefined, { ref: false });
    await Promise.race([this.working, limit]);
  }

  private async work(signal: AbortSignal): Promise<void> {
    let isResumed = false;
    while (!signal.aborted) {
      try {
        const key = await this.site.key();
        if (!isResumed) {
          await this.clear();
          for (const row of await this.records.running(key)) await this.resume(row, signal);
        }
        isResumed = true;
        const row = await this.next(key);
        this.trouble = '';
        if (row) await this.run(row);
        else await this.pause(signal);
      } catch (error) {
        if (signal.aborted) return;
        // What is down for a night is said once.
        if (this.trouble !== logText(error)) this.log.warn(`Restores have to wait: ${logText(error)}`);
        this.trouble = logText(error);
        await this.pause(signal);
      }
    }
  }

  /** The oldest restore whose backup has ended. */
  private async next(key: string): Promise<RestoreRow | null> {
    const rows = await this.records.waiting(key);
    // Asked for together, they are one query.
    const backups = await Promise.all(rows.map(({ backupid }) => this.backups.find(key, backupid)));
    return rows.find((_, at) => (backups[at]?.status ?? 900) >= 900) ?? null;
  }

  private async run(row: RestoreRow): Promise<void> {
    const ending = new AbortController();
    this.interrupt = () => ending.abort();
    await this.records.change(row.restoreid, { status: 800, phase: 'checking' });
    try {
      const site = await this.site.get();
      const command = this.engine.command(site);
      const workFolder = await this.engine.folder();
      const file = join(workFolder, `${PREFIX}${randomUUID()}.mbz`);
      try {
        await this.fetch(row, file);
        const wish = { file, categoryId: row.categoryid, userId: row.userid, ...look(row) };
        const result = await restoreCourse(site, wish, command, {
          workFolder,
          now: new Date(row.timecreated),
          signal: ending.signal,
          copyMode: 0o644,
          onHandOver: async (trace, { counts }) => {
            await this.records.change(row.restoreid, { trace, counts });
            if (!command.isAtomic) this.interrupt = null;
          },
          onStep: ({ phase, share }) => this.note(row.restoreid, { phase, progress: share }),
        });
        await this.finish(row, result);
      } finally {
        await unlink(file).catch(() => undefined);
      }
    } catch (error) {
      // It is done again at the next start.
      if (this.stopping.signal.aborted) return;
      await this.fail(row, error);
    } finally {
      this.interrupt = null;
    }
  }

  /** Brings the backup's file here, for who asked: the rights are asked for again. */
  private async fetch(row: RestoreRow, path: string): Promise<void> {
    const backup = await this.backups.find(row.site, row.backupid);
    if (!backup || backup.status !== 1000)
      throw new RestoreError('backup-unknown', 'The backup that was to be restored is not there, or has failed.');
    const file = await this.files.ofBackup(row.userid, backup);
    await pipeline(await file.read(), createWriteStream(path, { mode: 0o600 }));
  }

  /** Looks after a restore that a service which ended has left in the middle. */
  private async resume(row: RestoreRow, signal: AbortSignal): Promise<void> {
    const { restoreid, trace, counts } = row;
    if (!trace || !counts) return this.records.change(restoreid, AGAIN);
    try {
      const site = await this.site.get();
      const command = this.engine.command(site);
      for (let [seen, since] = [-1, performance.now()]; !signal.aborted; await this.pause(signal)) {
        const mayWork = performance.now() - since < this.settings.taskSilentSeconds * 1000;
        const resumed = await resumeRestore(site, trace, counts, { isAtomic: command.isAtomic, mayWork });
        if (resumed.state === 'made') return await this.finish(row, resumed.result);
        if (resumed.state === 'nothing') return await this.startAgain(row, command);
        if (resumed.activities > seen) [seen, since] = [resumed.activities, performance.now()];
      }
    } catch (error) {
      if (!signal.aborted) await this.fail(row, error);
    }
  }

  private async startAgain(row: RestoreRow, command: RestoreCommand): Promise<void> {
    if (command.isAtomic) return this.records.change(row.restoreid, AGAIN);
    const message = 'The restore was interrupted, and no course was made. Try it again.';
    await this.fail(row, new RestoreError('restore-interrupted', message));
  }

  private async finish(row: RestoreRow, { course, warnings, output }: RestoreResult): Promise<void> {
    this.log.log(`Restore ${row.restoreid} made the course ${course.id}. ${output}`.trim());
    await this.records.change(row.restoreid, {
      status: 1000,
      phase: 'done',
      progress: 1,
      newcourseid: course.id,
      warnings: [...warnings],
      timefinished: Date.now(),
    });
  }

  private async fail(row: RestoreRow, error: unknown): Promise<void> {
    const known = recognised(error);
    const said = error instanceof RestoreFailed && error.said ? ` Moodle says: ${error.said}` : '';
    const output = error instanceof RestoreFailed ? error.output : '';
    this.log.warn(
      `Restore ${row.restoreid} failed: ${known instanceof UnexpectedError ? logText(error) : known.message} ${output}`.trim(),
    );
    await this.records.change(row.restoreid, {
      status: 900,
      newcourseid: error instanceof RestoreFailed ? (error.half?.id ?? null) : null,
      error: { code: known.code, message: `${known.failure.said ?? known.message}${said}` },
      timefinished: Date.now(),
    });
  }

  /** Progress is worth no failure. */
  private note(restoreid: string, values: Partial<RestoreRow>): void {
    this.records.change(restoreid, values).catch(() => undefined);
  }

  /** What a service that was killed has left in the folder of copies. */
  private async clear(): Promise<void> {
    const folder = await this.engine.folder();
    const left = (await readdir(folder)).filter((name) => name.startsWith(PREFIX));
    for (const name of left) await unlink(join(folder, name)).catch(() => undefined);
  }

  private pause(signal: AbortSignal): Promise<void> {
    return delay(this.settings.taskPollMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

const PREFIX = 'fetched-';
const AGAIN = { status: 700, phase: 'waiting' as const, progress: 0, trace: null };

function look({ fullname, shortname, visible }: RestoreRow) {
  return { ...(fullname !== null && { fullname }), ...(shortname !== null && { shortname }), visible: visible === 1 };
}
