import type { Counts, RestorePhase, TraceOf } from '@coursekeep/course-restore';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Remark } from './backup.entity';
import { bigint } from './columns';

/** One restore of a backup into a new course, from the request to the course. All times are unix milliseconds. */
@Entity('restore')
@Index(['site', 'status', 'timecreated'])
export class RestoreRow {
  @PrimaryColumn({ type: 'varchar', length: 32 })
  restoreid: string;

  /** The site's own identifier, as in a backup. */
  @Column({ type: 'varchar', length: 64 })
  site: string;

  /** Who asked for it: what she may not do by hand is not done. */
  @Column({ type: 'integer' })
  userid: number;

  /** The backup that is restored; of a duplicate one that was asked for with it and may not have finished yet. */
  @Column({ type: 'varchar', length: 32 })
  backupid: string;

  @Column({ type: 'varchar', length: 10 })
  kind: 'restore' | 'duplicate';

  @Column({ type: 'integer' })
  categoryid: number;

  /** The names that were asked for; null where they are made from the backup. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  fullname: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  shortname: string | null;

  @Column({ type: 'integer' })
  visible: number;

  /** Moodle's numbers, as of a backup: 700 awaiting, 800 executing, 900 failed, 1000 finished. */
  @Column({ type: 'integer' })
  status: number;

  @Column({ type: 'varchar', length: 20 })
  phase: RestorePhase | 'waiting' | 'done';

  /** 0 to 1, never back. */
  @Column({ type: 'double precision' })
  progress: number;

  /** By which the new course is found if we end in the middle; null until Moodle has been asked. */
  @Column({ type: 'simple-json', nullable: true })
  trace: TraceOf | null;

  /** How much of what is in the backup. */
  @Column({ type: 'simple-json', nullable: true })
  counts: Counts | null;

  /** The new course; of a failed restore the half-made one that is to be removed. */
  @Column({ type: 'integer', nullable: true })
  newcourseid: number | null;

  @Column({ type: 'simple-json' })
  warnings: string[];

  @Column({ type: 'simple-json', nullable: true })
  error: Remark | null;

  @Column({ type: 'bigint', transformer: bigint })
  timecreated: number;

  @Column({ type: 'bigint', nullable: true, transformer: bigint })
  timefinished: number | null;
}
