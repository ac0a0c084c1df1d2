import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { bigint } from './columns';

/** A token or key that Coursekeep itself issued, because the site's database is never written. The token is not stored: it is
 *  computed from the service's secret and `nonce`, and recognised by its hash. */
@Entity('issued_token')
@Index(['hash'], { unique: true })
export class IssuedTokenRow {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  site: string;

  @PrimaryColumn({ type: 'integer' })
  userid: number;

  /** The external service for which it is; 0 for the key of tokenpluginfile.php. */
  @PrimaryColumn({ type: 'integer' })
  serviceid: number;

  @Column({ type: 'varchar', length: 32 })
  nonce: string;

  /** SHA-256 of the token. */
  @Column({ type: 'varchar', length: 64 })
  hash: string;

  /** Unix milliseconds. */
  @Column({ type: 'bigint', transformer: bigint })
  timecreated: number;

  @Column({ type: 'bigint', transformer: bigint })
  timeexpires: number;
}
