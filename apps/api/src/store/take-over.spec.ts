import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describeEachServer, describeWithServers } from '../../../../tools/testing/shared';
import { emptyDatabase, storeUrl } from './testing/server-stores';
import { entities } from './schema';
import { serverDatabase } from './server-database';
import { SessionRow } from './session.entity';
import { Store } from './store';
import { StoreWriterRow } from './writer.entity';
import { ownIdentity } from '../tasks/process-identity';
import { BackupRow } from './backup.entity';
import { TaskRow } from './task.entity';
import { temporaryFolder } from '../testing/service';
import { takeOver } from './take-over';

const folder = temporaryFolder();

const backup = (backupid: string): Partial<BackupRow> => ({
  backupid,
  site: 'site',
  courseid: 4,
  contextid: 40,
  userid: 2,
  mode: 'async',
  format: 'tgz',
  options: { users: 1 },
  settings: { filename: 'ü𝒞.mbz' },
  status: 1000,
  progress: 0.1 + 0.2,
  step: '',
  filesize: 2 ** 40,
  warnings: [{ code: 'x', message: 'é\u2028 ☃'.repeat(20_000) }],
  timecreated: 1_795_432_134_123,
  sequence: 1,
});
const task = (backupid: string, owner: string | null): Partial<TaskRow> => ({
  ...{ backupid, site: 'site', owner, attempts: 1, deaths: 0, nextrun: 0, timecreated: 1, sequence: 1 },
  ...{ userid: 2, courseid: 4, round: 1 },
});

/** A store with more rows than are copied at a time. */
async function filled(name: string, owner: string | null = null): Promise<string> {
  const file = join(folder, `${name}.sqlite`);
  const store = await Store.open(file);
  await store.write(async (manager) => {
    await manager.insert(BackupRow, [backup('one'), { ...backup('two'), status: 700, settings: null }]);
    await manager.insert(TaskRow, task('two', owner));
    for (let number = 0; number < 450; number++)
      await manager.insert(SessionRow, { hash: `s${number}`, site: 's', userid: 1, timecreated: 1, timeexpires: 2 });
  });
  await store.close();
  return file;
}

/** All rows of a store, but for those of its connections. */
async function rowsOf(store: Store): Promise<unknown[]> {
  const all = entities.filter((entity) => entity !== StoreWriterRow).map((entity) => store.read.find(entity));
  return (await Promise.all(all)).map((rows) => rows.map((row) => JSON.stringify(row)).sort());
}

describeWithServers('a store in a file is taken over into a database of', () => {
  describeEachServer((kind) => {
    const fresh = emptyDatabase(kind, `coursekeep_migrate_test_${process.pid}`);

    it('with every row as it was, once, and the file stays as it is', async () => {
      const address = await fresh();
      const file = await filled(kind);
      const before = readFileSync(file);
      const env = { COURSEKEEP_DATABASE_URL: storeUrl(address) };
      const { rows } = await takeOver(file, env);
      expect(rows).toMatchObject({ backup: 2, task: 1, session: 450, known_storage: 0 });
      expect(readFileSync(file).equals(before)).toBe(true);
      const [source, target] = [await Store.open(file), await Store.in(serverDatabase(address))];
      expect(await rowsOf(target)).toEqual(await rowsOf(source));
      await Promise.all([source.close(), target.close()]);
      await expect(takeOver(file, env)).rejects.toThrow('is not empty');
    });

    it('also from an older version', async () => {
      const address = await fresh();
      const file = await filled(`${kind}-old`);
      const old = new Database(file);
      old.exec("DROP TABLE known_storage; DELETE FROM migrations WHERE name LIKE 'StoredFiles%'");
      old.exec('ALTER TABLE backup DROP COLUMN filestate; ALTER TABLE backup DROP COLUMN timechecked');
      old.close();
      const { rows } = await takeOver(file, { COURSEKEEP_DATABASE_URL: storeUrl(address) });
      expect(rows).toMatchObject({ backup: 2, task: 1, session: 450, known_storage: 0 });
    });

    it('but not while a service works with it, and nothing of it', async () => {
      const address = await fresh();
      const file = await filled(`${kind}-busy`, ownIdentity());
      const refused = takeOver(file, { COURSEKEEP_DATABASE_URL: storeUrl(address) });
      await expect(refused).rejects.toMatchObject({
        code: 'store-not-taken',
        message: expect.stringContaining('Stop it first'),
      });
      const target = await Store.in(serverDatabase(address));
      expect(await target.read.count(BackupRow)).toBe(0);
      await target.close();
    });
  });
});
