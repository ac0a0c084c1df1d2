import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BackupRow } from './backup.entity';
import { bigint } from './columns';

/** A backup that was removed and can still be put back: its file lies where it lay until `timepurge`. */
@Entity('removed_backup')
export class RemovedBackupRow {
  @PrimaryColumn({ type: 'varchar', length: 32 })
  backupid: string;

  @Column({ type: 'varchar', length: 64 })
  site: string;

  @Column({ type: 'integer' })
  courseid: number;

  @Column({ type: 'varchar', length: 400, nullable: true })
  storagekey: string | null;

  /** The backup's row as it was. */
  @Column({ type: 'simple-json' })
  backup: BackupRow;

  /** Unix milliseconds. */
  @Column({ type: 'bigint', transformer: bigint })
  timeremoved: number;

  /** From when on its file is taken away for good, unix milliseconds. */
  @Column({ type: 'bigint', transformer: bigint })
  timepurge: number;
}
