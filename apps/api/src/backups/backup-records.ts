import { Inject, Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan, Not, type EntityManager } from 'typeorm';
import { IdempotencyKeys } from '../integrations/idempotency-keys';
import { WebhookOutbox } from '../notifications/webhook-outbox';
import { BackupRow, type Remark } from '../store/backup.entity';
import { Lookup } from '../store/lookup';
import { RemovedBackupRow } from '../store/removed-backup.entity';
import { Store } from '../store/store';
import { Turns } from './turns';
import { TaskRow } from '../store/task.entity';

/** What a backup is asked for with. */
export interface NewBackup {
  readonly backupid: string;
  readonly site: string;
  readonly courseid: number;
  readonly contextid: number;
  readonly userid: number;
  readonly mode: BackupRow['mode'];
  readonly format: BackupRow['format'];
  readonly options: Record<string, number>;
  readonly settings: Record<string, string | number> | null;
  /** The schedule that asks for it; absent where a person does. */
  readonly schedule?: string;
}

/** A finished file, before it is put in its place. */
export interface FinishedFile {
  readonly filesize: number;
  readonly contenthash: string;
  readonly storagekey: string;
}

/** The backups in the store. Every change of a backup's row is one of the methods here. */
@Injectable()
export class BackupRecords {
  private readonly lookup = new Lookup<BackupRow>(
    (backupids) => this.store.byKey(BackupRow, backupids),
    ({ backupid }) => backupid,
  );

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(WebhookOutbox) private readonly outbox: WebhookOutbox,
    @Inject(IdempotencyKeys) private readonly keys: IdempotencyKeys,
    @Inject(Turns) private readonly turns: Turns,
  ) {}

  /** Stores the backup and its task in one transaction: when it resolves, both survive anything. Resolves with the backup's
   *  id: where the caller's key stands for an earlier request, with that one's, and nothing is stored. Rejects with
   *  IdempotencyKeyReused or TooManyWaiting. */
  create(backup: NewBackup, now: number, key: string | null = null): Promise<string> {
    const { backupid, site, userid, courseid, options } = backup;
    return this.store.write(async (manager) => {
      if (key !== null) {
        const keyed = { site, userid, key, request: [courseid, Object.entries(options).sort()] };
        const standing = await this.keys.claim(manager, keyed, backupid, now);
        if (standing !== backupid) return standing;
      }
      await this.add(manager, backup, now);
      return backupid;
    });
  }

  /** Stores a backup and its task in somebody else's transaction. Rejects with TooManyWaiting. */
  async add(manager: EntityManager, backup: NewBackup, now: number): Promise<void> {
    const { backupid, site, userid, courseid } = backup;
    const { sequence, priority, round } = await this.turns.take(manager, backup);
    await this.store.insert(manager, BackupRow, {
      ...backup,
      sequence,
      status: 700,
      progress: 0,
      step: '',
      warnings: [],
      timecreated: now,
    });
    await this.store.insert(manager, TaskRow, {
      backupid,
      site,
      userid,
      courseid,
      attempts: 0,
      deaths: 0,
      nextrun: 0,
      timecreated: now,
      sequence,
      priority,
      round,
    });
  }

  async find(site: string, backupid: string): Promise<BackupRow | null> {
    const row = await this.lookup.find(backupid);
    return row?.site === site ? row : null;
  }

  /** The backups of a course, whatever their status, newest first. */
  ofCourse(site: string, courseid: number): Promise<BackupRow[]> {
    return this.store.read.find(BackupRow, {
      where: { site, courseid },
      order: { sequence: 'DESC', timecreated: 'DESC', backupid: 'DESC' },
    });
  }

  /** For each of the courses the newest backup of a kind, in one query. */
  async newest(site: string, kind: keyof typeof kinds, courseids: readonly number[]): Promise<Map<number, BackupRow>> {
    if (courseids.length === 0) return new Map();
    const query = this.store.read
      .createQueryBuilder(BackupRow, 'b')
      .where('b.site = :site AND b.courseid IN (:...courseids)', { site, courseids })
      .andWhere(kinds[kind]('b'))
      .andWhere((whole) => {
        const later = whole
          .subQuery()
          .select('1')
          .from(BackupRow, 'n')
          .where('n.site = b.site AND n.courseid = b.courseid')
          .andWhere('(n.sequence > b.sequence OR (n.sequence = b.sequence AND n.timecreated > b.timecreated))')
          .andWhere(kinds[kind]('n'));
        return `NOT EXISTS ${later.getQuery()}`;
      });
    return new Map((await query.getMany()).map((row) => [row.courseid, row]));
  }

  /** The finished backup of a course that has this file name and a file. */
  async finishedFile(site: string, courseid: number, filename: string): Promise<BackupRow | null> {
    const row = await this.store.read.findOneBy(BackupRow, { site, courseid, filename, status: 1000 });
    return row?.storagekey && row.filestate !== 'missing' ? row : null;
  }

  /** Reserves a name for the backup's file: `wanted`, or where another backup of the course has it, or `taken` says so,
   *  the same with a number before `.mbz`. The same backup keeps the name that it has. */
  reserveFilename(backupid: string, wanted: string, taken: ReadonlySet<string>): Promise<string> {
    return this.store.write(async (manager) => {
      const { site, courseid } = await manager.findOneByOrFail(BackupRow, { backupid });
      for (let number = 1; ; number++) {
        const filename = number === 1 ? wanted : wanted.replace(/(\.mbz)?$/, `-${number}$1`);
        if (taken.has(filename)) continue;
        const other = await manager.findOneBy(BackupRow, { site, courseid, filename });
        if (other && other.backupid !== backupid) continue;
        await manager.update(BackupRow, { backupid }, { filename });
        return filename;
      }
    });
  }

  /** A backup begins, or begins again. */
  async started(backupid: string, now: number): Promise<void> {
    await this.store.write((manager) =>
      manager.update(
        BackupRow,
        { backupid },
        { status: 800, timestarted: now, step: '', error: null, storagekey: null },
      ),
    );
  }

  /** Its progress, which never goes back, also where a later attempt begins anew. */
  async progressed(backupid: string, progress: number, step: string): Promise<void> {
    await this.store.write(async (manager) => {
      await manager.update(BackupRow, { backupid, status: 800 }, { step: step.slice(0, 255) });
      await manager
        .createQueryBuilder()
        .update(BackupRow)
        .set({ progress })
        .where('backupid = :backupid AND status = 800 AND progress < :progress', { backupid, progress })
        .execute();
    });
  }

  /** Says what file is about to be put in its place, so that after a crash between the two the file is recognised. */
  async announced(manager: EntityManager, backupid: string, file: FinishedFile): Promise<void> {
    await manager.update(BackupRow, { backupid }, { ...file });
  }

  /** The file is in its place: the backup has finished and its task is gone. */
  async finished(manager: EntityManager, backupid: string, warnings: readonly Remark[], now: number): Promise<void> {
    await manager.update(
      BackupRow,
      { backupid },
      {
        status: 1000,
        progress: 1,
        step: '',
        warnings: [...warnings],
        error: null,
        timefinished: now,
        // Every file is read again and compared before it is put in its place.
        timechecked: now,
      },
    );
    await this.outbox.record(manager, 'backup.finished', backupid, now);
  }

  /** It has failed for good. */
  async failed(
    manager: EntityManager,
    backupid: string,
    error: Remark,
    warnings: readonly Remark[],
    now: number,
  ): Promise<void> {
    await manager.update(
      BackupRow,
      { backupid },
      {
        status: 900,
        step: '',
        error,
        warnings: [...warnings],
        timefinished: now,
        filename: null,
        filesize: null,
        contenthash: null,
        storagekey: null,
      },
    );
    await this.outbox.record(manager, 'backup.failed', backupid, now);
  }

  /** It waits again; `error` says why the last attempt ended. */
  async waitsAgain(manager: EntityManager, backupid: string, error: Remark | null): Promise<void> {
    await manager.update(BackupRow, { backupid }, { status: 700, step: '', error });
  }

  /** Finished backups whose file should be in the storage, by their ids from `after` on. */
  withFile(after: string, count: number): Promise<BackupRow[]> {
    return this.store.read.find(BackupRow, {
      where: { status: 1000, storagekey: Not(IsNull()), backupid: MoreThan(after) },
      order: { backupid: 'ASC' },
      take: count,
    });
  }

  /** Unfinished backups whose file was announced: it may lie in the storage all the same. */
  announcedFiles(): Promise<BackupRow[]> {
    return this.store.read.findBy(BackupRow, { status: In([700, 800]), storagekey: Not(IsNull()) });
  }

  /** Backups of any site. */
  findAnywhere(backupids: readonly string[]): Promise<BackupRow[]> {
    return this.store.read.findBy(BackupRow, { backupid: In(backupids) });
  }

  /** Which of these were removed and can still be put back. */
  async removedAmong(backupids: readonly string[]): Promise<Set<string>> {
    const rows = await this.store.read.findBy(RemovedBackupRow, { backupid: In(backupids) });
    return new Set(rows.map(({ backupid }) => backupid));
  }

  /** The finished backups whose files have waited longest to be held against their hashes, none checked since `before`;
   *  damaged ones, which somebody may have put back, are looked at after `damagedBefore`. Unix milliseconds. */
  toCheck(before: number, damagedBefore: number, now: number, count: number): Promise<BackupRow[]> {
    return this.store.read
      .createQueryBuilder(BackupRow, 'b')
      .where('b.status = 1000 AND b.storagekey IS NOT NULL')
      .andWhere(
        `((b.filestate IS NULL AND (b.timechecked IS NULL OR b.timechecked < :before OR b.timechecked > :now))
          OR (b.filestate = 'damaged' AND (b.timechecked IS NULL OR b.timechecked < :damagedBefore)))`,
        { before, damagedBefore, now },
      )
      .orderBy('COALESCE(b.timechecked, 0)', 'ASC')
      .addOrderBy('b.backupid', 'ASC')
      .limit(count)
      .getMany();
  }

  /** How the file of a finished backup was found: `null` as it was recorded. Resolves with false where that was known. */
  async foundFile(backupid: string, filestate: BackupRow['filestate'], now: number): Promise<boolean> {
    const error = filestate && { code: FILE_STATES[filestate].code, message: FILE_STATES[filestate].message };
    return this.store.write(async (manager) => {
      const change = await manager
        .createQueryBuilder()
        .update(BackupRow)
        .set({ filestate, error })
        .where("backupid = :backupid AND status = 1000 AND COALESCE(filestate, '') <> :state", {
          backupid,
          state: filestate ?? '',
        })
        .execute();
      if (change.affected !== 1) return false;
      if (filestate !== null) await this.outbox.record(manager, 'backup.damaged', backupid, now);
      return true;
    });
  }

  /** A file that an earlier version had given up as lost is there again. */
  async returnedFile(backupid: string, storagekey: string): Promise<void> {
    const found = { storagekey, filestate: null, error: null };
    await this.store.write((manager) => manager.update(BackupRow, { backupid, status: 1000 }, found));
  }

  /** The content of the file was held against its hash; where none was recorded, this is it. */
  async checkedFile(backupid: string, contenthash: string | null, now: number): Promise<void> {
    await this.store.write((manager) => manager.update(BackupRow, { backupid }, { timechecked: now, contenthash }));
  }

  /** Gives a file that has no row one, unless its name is already taken in that course. */
  async adopt(row: Partial<BackupRow> & Pick<BackupRow, 'site' | 'courseid' | 'filename'>): Promise<boolean> {
    return this.store.write(async (manager) => {
      const { site, courseid, filename } = row;
      if (filename !== null && (await manager.findOneBy(BackupRow, { site, courseid, filename }))) return false;
      await manager.insert(BackupRow, row);
      return true;
    });
  }
}

/** What is said of a backup whose file is not as it was recorded. */
const FILE_STATES = {
  missing: { code: 'filemissing', message: 'The file of this backup is no longer in the storage.' },
  damaged: {
    code: 'file-damaged',
    message: 'The file of this backup was damaged after it was made, and is not given out. Make a new backup.',
  },
} as const;

/** Those that wait or run, those that have ended, and of these those with a file. */
const kinds = {
  unfinished: (row: string) => `${row}.status < 900`,
  ended: (row: string) => `${row}.status >= 900`,
  good: (row: string) => `${row}.status = 1000 AND ${row}.storagekey IS NOT NULL AND ${row}.filestate IS NULL`,
} as const;

/** A backup whose file may be downloaded. */
export function hasFile(backup: BackupRow): boolean {
  return backup.status === 1000 && backup.storagekey !== null && backup.filestate === null;
}
