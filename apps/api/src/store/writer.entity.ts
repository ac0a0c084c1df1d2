import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigint } from './columns';

/** A connection that writes the store, with the number of its newest transaction: whoever reads the number knows that the
 *  transaction was committed. Rows of connections that are gone stay for a while and tell who wrote the store. */
@Entity('store_writer')
export class StoreWriterRow {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  writer: string;

  @Column({ type: 'bigint', transformer: bigint })
  number: number;

  /** Of Coursekeep. */
  @Column({ type: 'varchar', length: 40 })
  version: string;

  /** Unix milliseconds. */
  @Column({ type: 'bigint', transformer: bigint })
  timestarted: number;
}
