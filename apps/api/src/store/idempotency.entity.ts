import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { bigint } from './columns';

/** A request that its caller marked with an `Idempotency-Key`, and the backup that it began. */
@Entity('idempotency_key')
export class IdempotencyRow {
  /** SHA-256 of site, user and key. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hash: string;

  /** SHA-256 of what was asked for: the same key with something else is refused. */
  @Column({ type: 'varchar', length: 64 })
  request: string;

  @Column({ type: 'varchar', length: 32 })
  backupid: string;

  /** When the key is free again, unix milliseconds. */
  @Index()
  @Column({ type: 'bigint', transformer: bigint })
  timeexpires: number;
}
