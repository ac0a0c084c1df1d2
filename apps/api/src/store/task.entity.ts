import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { bigint } from './columns';

/** Work that waits or runs. The row is there from the request until the backup has finished or was given up. */
@Entity('task')
@Index(['site', 'owner', 'nextrun'])
export class TaskRow {
  /** The backup that it makes: there is never more than one task for one. */
  @PrimaryColumn({ type: 'varchar', length: 32 })
  backupid: string;

  @Column({ type: 'varchar', length: 64 })
  site: string;

  /** The process that has claimed it (`process-identity.ts`), null while it waits. */
  @Column({ type: 'varchar', length: 200, nullable: true })
  owner: string | null;

  /** When the owner last said that it lives, unix milliseconds. */
  @Column({ type: 'bigint', nullable: true, transformer: bigint })
  heartbeat: number | null;

  /** How often it was claimed. */
  @Column({ type: 'integer' })
  attempts: number;

  /** How often in a row whatever worked on it was ended by the system: its process, or the service. */
  @Column({ type: 'bigint', transformer: bigint })
  deaths: number;

  /** Not to be claimed before, unix milliseconds; 0 where it need not wait. */
  @Column({ type: 'bigint', transformer: bigint })
  nextrun: number;

  @Column({ type: 'bigint', transformer: bigint })
  timecreated: number;

  /** The backup's. */
  @Column({ type: 'bigint', transformer: bigint })
  sequence: number;

  /** Who asked for the backup. */
  @Column({ type: 'bigint', transformer: bigint })
  userid: number;

  @Column({ type: 'bigint', transformer: bigint })
  courseid: number;

  /** Smaller ones are first: 0 for what a person waits for, 1 for what a schedule asked for. */
  @Column({ type: 'integer', default: 0 })
  priority: number;

  /** In which round of turns it runs: in each round every user has one (`backups/turns.ts`). */
  @Column({ type: 'bigint', transformer: bigint })
  round: number;
}
