import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { longText } from '../columns';

/** Written with TypeORM's own table description, so that it runs on every database alike. */
export class FirstTables1732320000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.createTable(
      new Table({
        name: 'backup',
        columns: [
          primary('backupid', 32),
          varchar('site', 64),
          { name: 'courseid', type: 'integer' },
          { name: 'contextid', type: 'integer' },
          { name: 'userid', type: 'integer' },
          varchar('mode', 20),
          varchar('format', 10),
          { name: 'options', type: longText(queries) },
          { name: 'settings', type: longText(queries), isNullable: true },
          { name: 'status', type: 'integer' },
          { name: 'progress', type: 'double precision' },
          varchar('step', 255),
          { ...varchar('filename', 255), isNullable: true },
          { name: 'filesize', type: 'bigint', isNullable: true },
          { ...varchar('contenthash', 40), isNullable: true },
          { ...varchar('storagekey', 400), isNullable: true },
          { name: 'warnings', type: longText(queries) },
          { name: 'error', type: longText(queries), isNullable: true },
          { name: 'timecreated', type: 'bigint' },
          { name: 'timestarted', type: 'bigint', isNullable: true },
          { name: 'timefinished', type: 'bigint', isNullable: true },
        ],
        indices: [
          { name: 'backup_course_time', columnNames: ['site', 'courseid', 'timecreated'] },
          { name: 'backup_course_filename', columnNames: ['site', 'courseid', 'filename'], isUnique: true },
        ],
      }),
    );
    await queries.createTable(
      new Table({
        name: 'task',
        columns: [
          primary('backupid', 32),
          varchar('site', 64),
          { ...varchar('owner', 200), isNullable: true },
          { name: 'heartbeat', type: 'bigint', isNullable: true },
          { name: 'attempts', type: 'integer' },
          { name: 'nextrun', type: 'bigint' },
          { name: 'timecreated', type: 'bigint' },
        ],
        indices: [{ name: 'task_waiting', columnNames: ['site', 'owner', 'nextrun'] }],
      }),
    );
    await queries.createTable(
      new Table({
        name: 'session',
        columns: [
          primary('hash', 64),
          varchar('site', 64),
          { name: 'userid', type: 'integer' },
          { name: 'timecreated', type: 'bigint' },
          { name: 'timeexpires', type: 'bigint' },
        ],
      }),
    );
    await queries.createTable(
      new Table({
        name: 'signin_throttle',
        columns: [primary('bucket', 64), { name: 'failures', type: 'integer' }, { name: 'windowend', type: 'bigint' }],
      }),
    );
  }

  async down(queries: QueryRunner): Promise<void> {
    for (const table of ['signin_throttle', 'session', 'task', 'backup']) await queries.dropTable(table);
  }
}

function varchar(name: string, length: number): TableColumnOptions {
  return { name, type: 'varchar', length: String(length) };
}

function primary(name: string, length: number): TableColumnOptions {
  return { ...varchar(name, length), isPrimary: true };
}
