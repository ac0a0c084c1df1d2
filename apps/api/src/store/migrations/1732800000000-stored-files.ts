import { type MigrationInterface, type QueryRunner, Table, TableColumn } from 'typeorm';

/** How the file of each backup was found when it was last looked at, and which storage the files lie in. */
export class StoredFiles1732800000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.addColumns('backup', [
      new TableColumn({ name: 'filestate', type: 'varchar', length: '10', isNullable: true }),
      new TableColumn({ name: 'timechecked', type: 'bigint', isNullable: true }),
    ]);
    await queries.createTable(
      new Table({
        name: 'known_storage',
        columns: [
          { name: 'id', type: 'varchar', length: '100', isPrimary: true },
          { name: 'timecreated', type: 'bigint' },
        ],
      }),
    );
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.dropTable('known_storage');
    await queries.dropColumns('backup', ['filestate', 'timechecked']);
  }
}
