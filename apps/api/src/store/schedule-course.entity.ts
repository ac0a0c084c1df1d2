import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigint } from './columns';

/** What a schedule remembers of a course from run to run. */
@Entity('schedule_course')
export class ScheduleCourseRow {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  site: string;

  @PrimaryColumn({ type: 'varchar', length: 60 })
  schedule: string;

  @PrimaryColumn({ type: 'integer' })
  courseid: number;

  /** When its last turn ended, well or not, unix milliseconds. */
  @Column({ type: 'bigint', transformer: bigint })
  lastturn: number;

  /** The last good backup, and what the course was like just before it. */
  @Column({ type: 'varchar', length: 32, nullable: true })
  backupid: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  fingerprint: string | null;
}
