import { pipeline, Transform, type Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { ContentMissing, type Context, type FilePool } from '@coursekeep/moodle-site';
import { SiteHolder } from '../site/site-holder';
import type { BackupRow } from '../store/backup.entity';
import type { BackupStorage, ByteRange } from '../storage/backup-storage';
import { StoredFiles } from '../tasks/stored-files';
import { BACKUP_STORAGE } from '../tokens';
import { BackupRecords } from './backup-records';
import { Readers } from './readers';
import { CourseAccess } from './course-access';
import { MOODLE_BACKUP_AREAS, type MoodleBackupArea, MoodleBackups } from './moodle-backups';
import { ContextUnknown, FileDamaged, FileUnknown } from './refusals';

/** A file that somebody may download. */
export interface DownloadableFile {
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-1 of the content. */
  readonly contenthash: string;
  /** Unix seconds. */
  readonly modified: number;
  /** Rejects with FileUnknown where the content is gone. */
  read(range?: ByteRange): Promise<Readable>;
}

/** What an area of backups needs, in the course's context. */
const needed: Readonly<Record<MoodleBackupArea, readonly string[]>> = {
  course: ['moodle/backup:downloadfile'],
  automated: ['moodle/backup:downloadfile', 'moodle/restore:userinfo'],
};

/** What a schedule makes is what Moodle keeps in the area of automated backups. */
function neededFor({ schedule }: BackupRow): readonly string[] {
  return schedule === null ? needed.course : needed.automated;
}

/** The files of backups, for those who may have them: ours from the storage, Moodle's own from the site's file pool. */
@Injectable()
export class BackupFiles {
  constructor(
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(BackupRecords) private readonly records: BackupRecords,
    @Inject(CourseAccess) private readonly courses: CourseAccess,
    @Inject(MoodleBackups) private readonly moodleBackups: MoodleBackups,
    @Inject(BACKUP_STORAGE) private readonly storage: BackupStorage,
    @Inject(StoredFiles) private readonly stored: StoredFiles,
    @Inject(Readers) private readonly readers: Readers,
  ) {}

  /** The file at an address of Moodle's: `/CONTEXTID/backup/AREA/FILENAME`. Ours are in the area `course`. Rejects with a
   *  Refusal. */
  async inContext(userid: number, contextid: number, path: readonly string[]): Promise<DownloadableFile> {
    const { access } = await this.site.get();
    const context = await access.contextById(contextid);
    if (!context) throw new ContextUnknown();
    const [component, area, filename, ...rest] = path;
    if (context.level !== 50 || component !== 'backup' || !isBackupArea(area) || !filename || rest.length > 0) {
      throw new FileUnknown();
    }
    return this.inArea(userid, context, area, filename);
  }

  /** The file of one of our backups. */
  async ofBackup(userid: number, backup: BackupRow): Promise<DownloadableFile> {
    await this.courses.enterWith(userid, backup.courseid, ...neededFor(backup));
    return this.ours(backup);
  }

  /** A file of a course's area of backups. */
  async ofCourse(userid: number, courseid: number, area: string, filename: string): Promise<DownloadableFile> {
    if (!isBackupArea(area)) throw new FileUnknown();
    const { context } = await this.courses.enter(userid, courseid);
    return this.inArea(userid, context, area, filename);
  }

  private async inArea(
    userid: number,
    context: Context,
    area: MoodleBackupArea,
    filename: string,
  ): Promise<DownloadableFile> {
    await this.courses.enterWith(userid, context.instanceId, ...needed[area]);
    if (area === 'course') {
      const backup = await this.records.finishedFile(await this.site.key(), context.instanceId, filename);
      if (backup) {
        await this.courses.enterWith(userid, context.instanceId, ...neededFor(backup));
        return this.ours(backup);
      }
    }
    return this.moodles(context.id, area, filename);
  }

  private async ours(backup: BackupRow): Promise<DownloadableFile> {
    const { filestate, ...now } = await this.stored.lookAt(backup);
    const key = now.storagekey;
    if (filestate === 'damaged') throw new FileDamaged();
    if (now.status !== 1000 || key === null || filestate === 'missing') throw new FileUnknown();
    return {
      filename: now.filename ?? '',
      size: now.filesize ?? 0,
      contenthash: now.contenthash ?? '',
      modified: Math.floor((now.timefinished ?? 0) / 1000),
      read: async (range) => this.readers.watch(backup.backupid, await this.storage.read(key, range)),
    };
  }

  private async moodles(contextid: number, area: MoodleBackupArea, filename: string): Promise<DownloadableFile> {
    const { files } = await this.site.get();
    const backup = await this.moodleBackups.find(contextid, area, filename);
    if (!backup) throw new FileUnknown();
    const size = await files.size(backup.contenthash).catch((error) => {
      throw error instanceof ContentMissing ? new FileUnknown() : error;
    });
    return {
      filename,
      size,
      contenthash: backup.contenthash,
      modified: backup.timecreated,
      read: async (range) => readPool(files, backup.contenthash, range),
    };
  }
}

function isBackupArea(area: string | undefined): area is MoodleBackupArea {
  return MOODLE_BACKUP_AREAS.some((each) => each === area);
}

/** The pool gives whole contents only, because it checks them; a part is cut out of the stream. */
function readPool(files: FilePool, hash: string, range: ByteRange | undefined): Readable {
  const whole = files.read(hash);
  if (!range) return whole;
  let at = 0;
  const cut = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const from = Math.max(range.start - at, 0);
      const until = Math.min(range.end + 1 - at, chunk.length);
      at += chunk.length;
      done(null, from < until ? chunk.subarray(from, until) : undefined);
    },
  });
  return pipeline(whole, cut, () => undefined);
}
