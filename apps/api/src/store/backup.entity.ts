import type { ArchiveFormat, BackupModeName } from '@coursekeep/backup-engine';
import type { BackupWarning } from '@coursekeep/errors';
import { bigint } from './columns';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a warning or an error of a backup says: a code for programs, a message for people. */
export interface Remark {
  readonly code: string;
  readonly message: string;
  /** Of a warning; not in rows that earlier versions wrote. */
  readonly kind?: BackupWarning['kind'];
  readonly path?: string;
}

/** Who wants a backup to stay, why, and until when (unix milliseconds; null: for ever). */
export interface Pin {
  readonly userid: number;
  readonly why: string;
  readonly time: number;
  readonly until: number | null;
}

/** One backup of a course, from the request to the file. All times are unix milliseconds. */
@Entity('backup')
@Index(['site', 'courseid', 'timecreated'])
@Index(['site', 'courseid', 'filename'], { unique: true })
export class BackupRow {
  @PrimaryColumn({ type: 'varchar', length: 32 })
  backupid: string;

  /** The site's own identifier: one store may have served several sites, whose course numbers are not the same. */
  @Column({ type: 'varchar', length: 64 })
  site: string;

  @Column({ type: 'integer' })
  courseid: number;

  /** The course's context when the backup was asked for; 0 where the site had not made it yet. */
  @Column({ type: 'integer' })
  contextid: number;

  /** Who asked for it; 0 where nobody knows any more (a file that was found without its row). */
  @Column({ type: 'integer' })
  userid: number;

  @Column({ type: 'varchar', length: 20 })
  mode: BackupModeName;

  @Column({ type: 'varchar', length: 10 })
  format: ArchiveFormat;

  /** The options of the web service that were given. */
  @Column({ type: 'simple-json' })
  options: Record<string, number>;

  /** The schedule that asked for it, null where a person did. */
  @Column({ type: 'varchar', length: 60, nullable: true })
  schedule: string | null;

  /** It is not to be removed. */
  @Column({ type: 'simple-json', nullable: true })
  pinned: Pin | null;

  /** Root, section and activity settings beyond the options. */
  @Column({ type: 'simple-json', nullable: true })
  settings: Record<string, string | number> | null;

  /** Moodle's number: 700 awaiting, 800 executing, 900 finished with errors, 1000 finished. */
  @Column({ type: 'integer' })
  status: number;

  /** 0 to 1, never back. */
  @Column({ type: 'double precision' })
  progress: number;

  @Column({ type: 'varchar', length: 255 })
  step: string;

  /** Reserved when the backup begins to run: no other backup of the course may have it. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  filename: string | null;

  @Column({ type: 'bigint', nullable: true, transformer: bigint })
  filesize: number | null;

  /** SHA-1 of the file. */
  @Column({ type: 'varchar', length: 40, nullable: true })
  contenthash: string | null;

  /** Where the file lies in the storage. Known just before the file is put there: it counts once the status is 1000. */
  @Column({ type: 'varchar', length: 400, nullable: true })
  storagekey: string | null;

  /** Null as long as the file is as it was recorded. */
  @Column({ type: 'varchar', length: 10, nullable: true })
  filestate: 'missing' | 'damaged' | null;

  /** When the file's content was last held against its hash. */
  @Column({ type: 'bigint', nullable: true, transformer: bigint })
  timechecked: number | null;

  @Column({ type: 'simple-json' })
  warnings: Remark[];

  /** Why it failed, or why the last attempt did. */
  @Column({ type: 'simple-json', nullable: true })
  error: Remark | null;

  @Column({ type: 'bigint', transformer: bigint })
  timecreated: number;

  /** Grows from backup to backup, whatever the clock does: which one is newer. 0 in rows of versions that had none, which are
   *  older than all others. */
  @Column({ type: 'bigint', transformer: bigint, default: 0 })
  sequence: number;

  @Column({ type: 'bigint', nullable: true, transformer: bigint })
  timestarted: number | null;

  @Column({ type: 'bigint', nullable: true, transformer: bigint })
  timefinished: number | null;
}
