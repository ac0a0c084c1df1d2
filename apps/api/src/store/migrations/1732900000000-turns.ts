import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';

const number = (name: string) => new TableColumn({ name, type: 'bigint', default: 0 });

/** The order of backups no longer hangs on a clock, and users take turns. What waits already keeps its order. */
export class Turns1732900000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.addColumn('backup', number('sequence'));
    await queries.query(
      `UPDATE backup SET sequence = (SELECT COUNT(*) FROM task t JOIN task mine ON mine.backupid = backup.backupid
         WHERE t.timecreated < mine.timecreated OR (t.timecreated = mine.timecreated AND t.backupid <= mine.backupid))
       WHERE backupid IN (SELECT backupid FROM task)`,
    );
    await queries.addColumns('task', ['sequence', 'userid', 'courseid', 'round', 'deaths'].map(number));
    await queries.query(
      `UPDATE task SET sequence = (SELECT sequence FROM backup b WHERE b.backupid = task.backupid),
         userid = (SELECT userid FROM backup b WHERE b.backupid = task.backupid),
         courseid = (SELECT courseid FROM backup b WHERE b.backupid = task.backupid)`,
    );
    const index = (table: string, name: string, columnNames: string[]) =>
      queries.createIndex(table, new TableIndex({ name, columnNames }));
    await index('backup', 'backup_sequence', ['sequence']);
    await index('task', 'task_turns', ['site', 'owner', 'round', 'sequence']);
    await index('task', 'task_user', ['site', 'userid', 'round']);
    await index('task', 'task_course', ['site', 'courseid']);
  }

  async down(queries: QueryRunner): Promise<void> {
    for (const name of ['task_turns', 'task_user', 'task_course']) await queries.dropIndex('task', name);
    await queries.dropIndex('backup', 'backup_sequence');
    await queries.dropColumns('task', ['sequence', 'userid', 'courseid', 'round', 'deaths']);
    await queries.dropColumn('backup', 'sequence');
  }
}
