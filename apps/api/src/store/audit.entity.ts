import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigint } from './columns';

export type AuditAction = 'removed' | 'restored' | 'purged' | 'pinned' | 'unpinned';

/** What was done to a backup, by whom and why. Rows are only ever added. */
@Entity('audit')
export class AuditRow {
  /** Grows with each row. */
  @PrimaryColumn({ type: 'bigint', transformer: bigint })
  number: number;

  @Column({ type: 'varchar', length: 64 })
  site: string;

  /** Unix milliseconds. */
  @Column({ type: 'bigint', transformer: bigint })
  time: number;

  /** 0: the service itself. */
  @Column({ type: 'integer' })
  userid: number;

  @Column({ type: 'varchar', length: 20 })
  action: AuditAction;

  @Column({ type: 'varchar', length: 32 })
  backupid: string;

  @Column({ type: 'integer' })
  courseid: number;

  @Column({ type: 'varchar', length: 255, nullable: true })
  filename: string | null;

  @Column({ type: 'varchar', length: 1000 })
  why: string;
}
