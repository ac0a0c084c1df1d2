import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigint } from './columns';

/** A portal session. Only the SHA-256 of its secret is stored: whoever reads the store cannot sign in with it. */
@Entity('session')
export class SessionRow {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hash: string;

  @Column({ type: 'varchar', length: 64 })
  site: string;

  @Column({ type: 'integer' })
  userid: number;

  /** The site's token that it began with; null for a password. */
  @Column({ type: 'bigint', nullable: true, transformer: bigint })
  tokenid: number | null;

  /** SHA-256 over what it began with: another password, or another token, ends it. */
  @Column({ type: 'varchar', length: 64, default: '' })
  proof: string;

  @Column({ type: 'bigint', transformer: bigint })
  timecreated: number;

  @Column({ type: 'bigint', transformer: bigint })
  timeexpires: number;
}
