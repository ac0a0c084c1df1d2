import type { Schedule } from '@coursekeep/schedules';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigint } from './columns';

/** Who did something, and when (unix milliseconds). */
export interface Deed {
  readonly userid: number;
  readonly time: number;
}

/** A schedule of a site, and where it stands. All times are unix milliseconds. */
@Entity('schedule')
export class ScheduleRow {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  site: string;

  @PrimaryColumn({ type: 'varchar', length: 60 })
  name: string;

  /** Who may change it: the file of schedules, or administrators over the API. */
  @Column({ type: 'varchar', length: 10 })
  origin: 'file' | 'api';

  @Column({ type: 'simple-json' })
  definition: Schedule;

  /** Nothing begins while somebody wants it so. */
  @Column({ type: 'simple-json', nullable: true })
  paused: Deed | null;

  /** When it begins next; null where that has not been computed since it was changed. */
  @Column({ type: 'bigint', nullable: true, transformer: bigint })
  nextdue: number | null;

  /** How often it has begun. */
  @Column({ type: 'integer' })
  runs: number;

  /** The run that goes on now: a schedule has one at a time. */
  @Column({ type: 'varchar', length: 32, nullable: true })
  activerun: string | null;

  @Column({ type: 'bigint', transformer: bigint })
  timechanged: number;
}
