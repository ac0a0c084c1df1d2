import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigint } from './columns';

/** The storage that the backups of this store lie in: one row, from the first start on. */
@Entity('known_storage')
export class KnownStorageRow {
  /** The mark that the storage bears. */
  @PrimaryColumn({ type: 'varchar', length: 100 })
  id: string;

  /** Unix milliseconds. */
  @Column({ type: 'bigint', transformer: bigint })
  timecreated: number;
}
