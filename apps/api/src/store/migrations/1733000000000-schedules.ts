import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

const text = (name: string, length: number) => ({ name, type: 'varchar', length: String(length) });
const key = (name: string, length: number) => ({ ...text(name, length), isPrimary: true });
const whole = (name: string) => ({ name, type: 'integer' });
const time = (name: string) => ({ name, type: 'bigint' });
const json = (name: string) => ({ name, type: 'text' });
const orNull = <T extends object>(column: T) => ({ ...column, isNullable: true });

/** Schedules, what their runs did, and the place of their backups in the queue: behind those that people ask for. */
export class Schedules1733000000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.createTable(
      new Table({
        name: 'schedule',
        columns: [
          key('site', 64),
          key('name', 60),
          text('origin', 10),
          json('definition'),
          orNull(json('paused')),
          orNull(time('nextdue')),
          whole('runs'),
          orNull(text('activerun', 32)),
          time('timechanged'),
        ],
      }),
    );
    await queries.createTable(
      new Table({
        name: 'schedule_run',
        columns: [
          key('runid', 32),
          text('site', 64),
          text('schedule', 60),
          whole('number'),
          text('status', 10),
          whole('userid'),
          { name: 'takesall', type: 'boolean' },
          time('timestarted'),
          orNull(time('windowend')),
          orNull(json('stopped')),
          orNull(time('timefinished')),
        ],
        indices: [{ name: 'schedule_run_number', columnNames: ['site', 'schedule', 'number'] }],
      }),
    );
    await queries.createTable(
      new Table({
        name: 'schedule_result',
        columns: [
          key('runid', 32),
          { ...whole('courseid'), isPrimary: true },
          whole('position'),
          text('state', 10),
          orNull(text('code', 60)),
          orNull(json('message')),
          orNull(text('backupid', 32)),
          orNull(text('fingerprint', 64)),
          time('timechanged'),
        ],
        indices: [{ name: 'schedule_result_turns', columnNames: ['runid', 'state', 'position'] }],
      }),
    );
    await queries.createTable(
      new Table({
        name: 'schedule_course',
        columns: [
          key('site', 64),
          key('schedule', 60),
          { ...whole('courseid'), isPrimary: true },
          time('lastturn'),
          orNull(text('backupid', 32)),
          orNull(text('fingerprint', 64)),
        ],
      }),
    );
    await queries.addColumn('backup', new TableColumn(orNull(text('schedule', 60))));
    await queries.addColumn('task', new TableColumn({ ...whole('priority'), default: 0 }));
    await queries.dropIndex('task', 'task_turns');
    await queries.createIndex('task', turns(['site', 'owner', 'priority', 'round', 'sequence']));
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.dropIndex('task', 'task_turns');
    await queries.createIndex('task', turns(['site', 'owner', 'round', 'sequence']));
    await queries.dropColumn('task', 'priority');
    await queries.dropColumn('backup', 'schedule');
    for (const name of ['schedule_course', 'schedule_result', 'schedule_run', 'schedule'])
      await queries.dropTable(name);
  }
}

function turns(columnNames: string[]): TableIndex {
  return new TableIndex({ name: 'task_turns', columnNames });
}
