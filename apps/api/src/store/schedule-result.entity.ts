import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigint } from './columns';

/** How far a run is with a course: `queued` it will ask for a backup, `asked` it has; the others are outcomes. */
export type ResultState = 'queued' | 'asked' | 'ok' | 'warnings' | 'failed' | 'unfinished' | 'skipped';

/** What a run did, or will do, with one course. */
@Entity('schedule_result')
export class ScheduleResultRow {
  @PrimaryColumn({ type: 'varchar', length: 32 })
  runid: string;

  @PrimaryColumn({ type: 'integer' })
  courseid: number;

  /** Whose turn is first. */
  @Column({ type: 'integer' })
  position: number;

  @Column({ type: 'varchar', length: 10 })
  state: ResultState;

  /** Why it was skipped, failed or not finished. */
  @Column({ type: 'varchar', length: 60, nullable: true })
  code: string | null;

  @Column({ type: 'text', nullable: true })
  message: string | null;

  /** The backup that was asked for. */
  @Column({ type: 'varchar', length: 32, nullable: true })
  backupid: string | null;

  /** What the course was like when the run began; null where nobody needs to know. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  fingerprint: string | null;

  /** When it got this state, unix milliseconds. */
  @Column({ type: 'bigint', transformer: bigint })
  timechanged: number;
}
