import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** What tells a committed transaction from one that was not. */
export class Receipts1732700000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.createTable(
      new Table({
        name: 'store_writer',
        columns: [
          { name: 'writer', type: 'varchar', length: '36', isPrimary: true },
          { name: 'number', type: 'bigint' },
          { name: 'version', type: 'varchar', length: '40' },
          { name: 'timestarted', type: 'bigint' },
        ],
      }),
    );
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.dropTable('store_writer');
  }
}
