import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigint } from './columns';

/** Failed sign-ins of one account or from one address, kept in the store so that several processes agree. */
@Entity('signin_throttle')
export class SigninThrottleRow {
  /** SHA-256 of the kind and the name: a mistyped password in the name field never lies in the store. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  bucket: string;

  @Column({ type: 'integer' })
  failures: number;

  /** When counting starts anew, unix milliseconds. */
  @Column({ type: 'bigint', transformer: bigint })
  windowend: number;
}
