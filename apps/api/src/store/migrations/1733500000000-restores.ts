import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

const column = (
  name: string,
  type: string,
  more: { length?: string; isNullable?: boolean; isPrimary?: boolean } = {},
) => new TableColumn({ name, type, ...more });

/** Restores of backups into new courses. */
export class Restores1733500000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.createTable(
      new Table({
        name: 'restore',
        columns: [
          column('restoreid', 'varchar', { length: '32', isPrimary: true }),
          column('site', 'varchar', { length: '64' }),
          column('userid', 'integer'),
          column('backupid', 'varchar', { length: '32' }),
          column('kind', 'varchar', { length: '10' }),
          column('categoryid', 'integer'),
          column('fullname', 'varchar', { length: '255', isNullable: true }),
          column('shortname', 'varchar', { length: '255', isNullable: true }),
          column('visible', 'integer'),
          column('status', 'integer'),
          column('phase', 'varchar', { length: '20' }),
          column('progress', 'double precision'),
          column('trace', 'text', { isNullable: true }),
          column('counts', 'text', { isNullable: true }),
          column('newcourseid', 'integer', { isNullable: true }),
          column('warnings', 'text'),
          column('error', 'text', { isNullable: true }),
          column('timecreated', 'bigint'),
          column('timefinished', 'bigint', { isNullable: true }),
        ],
      }),
    );
    const columnNames = ['site', 'status', 'timecreated'];
    await queries.createIndex('restore', new TableIndex({ name: 'restore_waiting', columnNames }));
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.dropTable('restore');
  }
}
