import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** What a session began with. Sessions from before have no proof and end: their users sign in once more. */
export class SessionProof1732600000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.addColumn('session', new TableColumn({ name: 'tokenid', type: 'bigint', isNullable: true }));
    await queries.addColumn(
      'session',
      new TableColumn({ name: 'proof', type: 'varchar', length: '64', default: "''" }),
    );
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.dropColumns('session', ['tokenid', 'proof']);
  }
}
