import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigint } from './columns';
import type { Deed } from './schedule.entity';

/** One run of a schedule. All times are unix milliseconds. */
@Entity('schedule_run')
export class ScheduleRunRow {
  @PrimaryColumn({ type: 'varchar', length: 32 })
  runid: string;

  @Column({ type: 'varchar', length: 64 })
  site: string;

  @Column({ type: 'varchar', length: 60 })
  schedule: string;

  /** Counts the runs of the schedule from 1. */
  @Column({ type: 'integer' })
  number: number;

  /** `missed`: the service was not there while it could have begun. */
  @Column({ type: 'varchar', length: 10 })
  status: 'running' | 'done' | 'stopped' | 'missed';

  /** Who began it; 0: it was due. */
  @Column({ type: 'integer' })
  userid: number;

  /** Whether it takes unchanged courses too. */
  @Column({ type: 'boolean' })
  takesall: boolean;

  @Column({ type: 'bigint', transformer: bigint })
  timestarted: number;

  /** From here on it begins no more backups; null where there is no such time. */
  @Column({ type: 'bigint', nullable: true, transformer: bigint })
  windowend: number | null;

  /** Who wants it to end. */
  @Column({ type: 'simple-json', nullable: true })
  stopped: Deed | null;

  @Column({ type: 'bigint', nullable: true, transformer: bigint })
  timefinished: number | null;
}
