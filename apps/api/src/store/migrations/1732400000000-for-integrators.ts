import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { longText } from '../columns';

/** Idempotency keys and webhooks that wait to be delivered. */
export class ForIntegrators1732400000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.createTable(
      new Table({
        name: 'idempotency_key',
        columns: [
          { name: 'hash', type: 'varchar', length: '64', isPrimary: true },
          { name: 'request', type: 'varchar', length: '64' },
          { name: 'backupid', type: 'varchar', length: '32' },
          { name: 'timeexpires', type: 'bigint' },
        ],
        indices: [{ name: 'idempotency_key_expires', columnNames: ['timeexpires'] }],
      }),
    );
    await queries.createTable(
      new Table({
        name: 'webhook_delivery',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'url', type: 'varchar', length: '2000' },
          { name: 'message', type: longText(queries) },
          { name: 'attempts', type: 'integer' },
          { name: 'nextattempt', type: 'bigint' },
          { name: 'timecreated', type: 'bigint' },
        ],
        indices: [{ name: 'webhook_delivery_next', columnNames: ['nextattempt'] }],
      }),
    );
  }

  async down(queries: QueryRunner): Promise<void> {
    for (const table of ['webhook_delivery', 'idempotency_key']) await queries.dropTable(table);
  }
}
