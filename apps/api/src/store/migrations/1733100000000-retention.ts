import { type MigrationInterface, type QueryRunner, Table, TableColumn } from 'typeorm';

const text = (name: string, length: number) => ({ name, type: 'varchar', length: String(length) });
const whole = (name: string) => ({ name, type: 'integer' });
const time = (name: string) => ({ name, type: 'bigint' });

/** Backups that somebody wants to stay, those that were removed, and who did what to them. */
export class Retention1733100000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.addColumn('backup', new TableColumn({ name: 'pinned', type: 'text', isNullable: true }));
    await queries.createTable(
      new Table({
        name: 'removed_backup',
        columns: [
          { ...text('backupid', 32), isPrimary: true },
          text('site', 64),
          whole('courseid'),
          { ...text('storagekey', 400), isNullable: true },
          { name: 'backup', type: 'text' },
          time('timeremoved'),
          time('timepurge'),
        ],
        indices: [{ name: 'removed_backup_purge', columnNames: ['site', 'timepurge'] }],
      }),
    );
    await queries.createTable(
      new Table({
        name: 'audit',
        columns: [
          { ...time('number'), isPrimary: true },
          text('site', 64),
          time('time'),
          whole('userid'),
          text('action', 20),
          text('backupid', 32),
          whole('courseid'),
          { ...text('filename', 255), isNullable: true },
          text('why', 1000),
        ],
      }),
    );
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.dropTable('audit');
    await queries.dropTable('removed_backup');
    await queries.dropColumn('backup', 'pinned');
  }
}
