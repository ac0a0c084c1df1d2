import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { SnapshotReader } from '@coursekeep/moodle-site';
import { assertTransition, BackupStatus, isFinished, type BackupSettings, type FinishedStatus } from '../model';
import { branchName, type DefinitionRegistry, VERIFIED_BRANCHES } from '@coursekeep/definitions';
import { warning, type BackupWarning } from '@coursekeep/errors';
import type { WrittenBackup } from './backup-job';
import { BackupLog, type LogLevel } from './backup-log';
import { backupName } from './backup-name';
import type { EngineParts } from './engine-parts';
import { asBackupRequest, BackupCancelled } from './errors';
import { shortnameFor } from './multilang';
import { lookAtCourse, prepareBackup, type Preparation, type PreparationRequest } from './prepare';
import { ProgressMeter, type ProgressListener } from './progress';
import { engineWith } from '../plan/engine-parts';
import { applySettingsRequest } from './settings-request';
import { WarningList } from './warning-list';

export interface BackupRequest extends PreparationRequest {
  /** Unix milliseconds; default the machine's clock. A fixed clock makes the same input give the same bytes. */
  readonly clock?: () => number;
  /** For temporary files; must exist. Default the system's. */
  readonly workFolder?: string;
  /** Cancels the backup, as `cancel()` does. */
  readonly signal?: AbortSignal;
  /** The definitions that it is made from; default those that the program registered. */
  readonly definitions?: DefinitionRegistry;
  /** Must not throw. */
  readonly onProgress?: ProgressListener;
  /** Hears of everything that happens, also of what does not get into `moodle_backup.log`. */
  readonly onLog?: (level: LogLevel, message: string) => void;
}

export interface BackupResult {
  readonly backupId: string;
  readonly filename: string;
  /** Absolute. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-1 of the archive, lower-case hex. */
  readonly contentHash: string;
  readonly status: FinishedStatus;
  readonly warnings: readonly BackupWarning[];
}

/** The life of one backup of one course: from the request to the file. */
export class BackupController {
  /** Checks the request against the site: who asks, the course, every option and setting. Nothing is written yet. Rejects
   *  with BadBackupRequest, UserUnknown, CourseUnknown, BackupNotAllowed, BackupCancelled, or as the site's database does. */
  static async create(
    request: BackupRequest,
    parts: EngineParts = engineWith(request.definitions),
  ): Promise<BackupController> {
    const prepared = await prepareBackup(request);
    const controller = new BackupController(request, prepared, parts);
    try {
      await prepared.site.database.snapshot((reader) => controller.configure(reader), controller.signal);
    } catch (error) {
      throw controller.signal.aborted ? new BackupCancelled(error) : error;
    }
    return controller;
  }

  private statusNow: BackupStatus = BackupStatus.created;
  private settingsNow!: BackupSettings;
  private name = '';
  private readonly warned = new WarningList();
  private readonly meter: ProgressMeter;
  private readonly logged: BackupLog;
  private readonly own = new AbortController();
  private readonly signal: AbortSignal;

  private constructor(
    private readonly request: BackupRequest,
    private readonly prepared: Preparation,
    private readonly parts: EngineParts,
  ) {
    this.meter = new ProgressMeter(request.onProgress);
    this.logged = new BackupLog(prepared.timeZone, () => this.now(), request.onLog);
    this.signal = request.signal ? AbortSignal.any([request.signal, this.own.signal]) : this.own.signal;
  }

  get backupId(): string {
    return this.prepared.backupId;
  }

  get status(): BackupStatus {
    return this.statusNow;
  }

  /** From 0 to 1; never goes back. */
  get progress(): number {
    return this.meter.current.progress;
  }

  /** What is being done now, in words for people. */
  get step(): string {
    return this.meter.current.step;
  }

  get filename(): string {
    return this.name;
  }

  /** The settings as they will be used. */
  get settings(): BackupSettings {
    return this.settingsNow;
  }

  get warnings(): readonly BackupWarning[] {
    return this.warned.all();
  }

  /** Makes the backup and puts it into the folder under its name, whole or not at all. Once only. Rejects with
   *  BackupCancelled, or with what went wrong; the status is 900 then. */
  async execute(targetFolder: string): Promise<BackupResult> {
    if (this.signal.aborted) this.cancel();
    if (this.own.signal.aborted && this.statusNow !== BackupStatus.executing) throw new BackupCancelled();
    this.become(BackupStatus.executing);
    try {
      const written = await this.prepared.site.database.snapshot(
        (reader) => this.run(reader, targetFolder),
        this.signal,
      );
      this.name = written.filename;
      this.become(BackupStatus.finishedOk);
      this.meter.finish('Done');
      return this.result(written, targetFolder);
    } catch (error) {
      if (!isFinished(this.statusNow)) this.become(BackupStatus.finishedWithErrors);
      throw this.signal.aborted && !(error instanceof BackupCancelled) ? new BackupCancelled(error) : error;
    }
  }

  /** Stops the backup soon; `execute` then rejects with BackupCancelled. Nothing happens when it has finished. */
  cancel(): void {
    if (isFinished(this.statusNow)) return;
    this.own.abort(new BackupCancelled());
    if (this.statusNow !== BackupStatus.executing) this.become(BackupStatus.finishedWithErrors);
  }

  private async configure(reader: SnapshotReader): Promise<void> {
    const { site, user, course, settingsRequest, branch, timeZone, filenameLanguage } = this.prepared;
    const { settings } = await lookAtCourse(this.prepared, reader, this.parts.readOutline);
    this.become(BackupStatus.planned);
    const outcome = asBackupRequest(() => applySettingsRequest(settings, settingsRequest));
    this.become(BackupStatus.configured);
    if (!('filename' in settingsRequest.explicit)) {
      const shortname = await shortnameFor(user, course, site, reader);
      const named = { id: course.id, shortname };
      settings.set('filename', backupName(named, settings, this.now(), timeZone, filenameLanguage));
    }
    this.settingsNow = settings;
    this.name = settings.filename;
    for (const remark of outcome.remarks) this.log('info', remark);
    for (const one of outcome.warnings) this.warn(one);
    if (!VERIFIED_BRANCHES.includes(branch)) this.warn(warning('version-not-verified', `It is ${branchName(branch)}.`));
    this.become(BackupStatus.awaiting);
  }

  /** The course may have changed since `create`: outline, settings and documents are all of this one snapshot. */
  private async run(reader: SnapshotReader, targetFolder: string): Promise<WrittenBackup> {
    const { prepared, signal } = this;
    signal.throwIfAborted();
    const { outline, settings } = await lookAtCourse(prepared, reader, this.parts.readOutline);
    const { explicit, implied, enrolments } = prepared.settingsRequest;
    const gone = Object.keys(explicit).filter((name) => this.settingsNow.has(name) && !settings.has(name));
    for (const name of gone) this.warn(warning('course-changed', `What "${name}" is about is no longer there.`));
    const left = Object.fromEntries(Object.entries(explicit).filter(([name]) => !gone.includes(name)));
    asBackupRequest(() => applySettingsRequest(settings, { explicit: left, implied, enrolments }));
    settings.set('filename', this.name);
    this.settingsNow = settings;
    signal.throwIfAborted();
    return await this.parts.execute({
      site: prepared.site,
      reader,
      outline,
      settings,
      enrolments,
      siteCourse: prepared.course.categoryId === 0,
      branch: prepared.branch,
      backupId: prepared.backupId,
      userId: prepared.user.id,
      now: this.now(),
      format: prepared.format,
      workFolder: resolve(this.request.workFolder ?? tmpdir()),
      targetFolder: resolve(targetFolder),
      filename: this.name,
      signal,
      report: this.meter,
      warn: (one, logLine) => this.warn(one, logLine),
      log: (level, message) => this.log(level, message),
      logText: () => this.logged.text(),
    });
  }

  private result(written: WrittenBackup, targetFolder: string): BackupResult {
    return {
      backupId: this.backupId,
      filename: written.filename,
      path: join(resolve(targetFolder), written.filename),
      size: written.size,
      contentHash: written.contentHash,
      status: BackupStatus.finishedOk,
      warnings: this.warnings,
    };
  }

  private become(status: BackupStatus): void {
    asBackupRequest(() => assertTransition(this.statusNow, status));
    this.statusNow = status;
  }

  private warn(one: BackupWarning, logLine?: string): void {
    this.warned.add(one);
    this.log('warn', logLine ?? one.message);
  }

  private log(level: LogLevel, message: string): void {
    this.logged.write(level, message);
  }

  /** Unix seconds. */
  private now(): number {
    return Math.floor((this.request.clock ?? Date.now)() / 1000);
  }
}
