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

  /** Not to be claimed before, unix milliseconds. */
  @Column({ type: 'bigint', transformer: bigint })
  nextrun: number;

  @Column({ type: 'bigint', transformer: bigint })
  timecreated: number;
}
