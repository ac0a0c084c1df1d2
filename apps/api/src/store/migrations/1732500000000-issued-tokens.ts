import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** The tokens that the service itself hands out. */
export class IssuedTokens1732500000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.createTable(
      new Table({
        name: 'issued_token',
        columns: [
          { name: 'site', type: 'varchar', length: '64', isPrimary: true },
          { name: 'userid', type: 'integer', isPrimary: true },
          { name: 'serviceid', type: 'integer', isPrimary: true },
          { name: 'nonce', type: 'varchar', length: '32' },
          { name: 'hash', type: 'varchar', length: '64' },
          { name: 'timecreated', type: 'bigint' },
          { name: 'timeexpires', type: 'bigint' },
        ],
        indices: [{ name: 'issued_token_hash', columnNames: ['hash'], isUnique: true }],
      }),
    );
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.dropTable('issued_token');
  }
}
