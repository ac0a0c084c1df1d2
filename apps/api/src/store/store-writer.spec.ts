import { join } from 'node:path';
import { DataSource, type QueryRunner } from 'typeorm';
import { temporaryFolder } from '../testing/service';
import { Store } from './store';
import { entities } from './schema';
import { SessionRow } from './session.entity';
import { sqliteDatabase } from './store-databases';
import { StoreWriter } from './store-writer';

const folder = temporaryFolder();
const session = (hash: string) => ({ hash, site: 's', userid: 1, timecreated: 1, timeexpires: 2 });

/** A writer whose first connection is lost at its commit, before or after the database has done it. */
async function writerThatLoses(name: string, when: 'before' | 'after') {
  const file = join(folder, `${name}.sqlite`);
  await (await Store.open(file)).close();
  const opened: DataSource[] = [];
  const writer = new StoreWriter(sqliteDatabase(file), async () => {
    const source = await new DataSource({ type: 'better-sqlite3', database: file, entities }).initialize();
    if (opened.length === 0) loseAtCommit(source, when);
    opened.push(source);
    return source;
  });
  return {
    writer,
    opened,
    hashes: async () => (await opened.at(-1)?.manager.find(SessionRow))?.map(({ hash }) => hash),
  };
}

function loseAtCommit(source: DataSource, when: 'before' | 'after'): void {
  const create = source.createQueryRunner.bind(source);
  source.createQueryRunner = (mode) => {
    const runner: QueryRunner = create(mode);
    const commit = runner.commitTransaction.bind(runner);
    runner.commitTransaction = async () => {
      if (when === 'after') await commit();
      (source.driver as unknown as { databaseConnection: { close(): void } }).databaseConnection.close();
      throw new Error('The connection was lost');
    };
    return runner;
  };
}

describe('a connection that is lost at a commit', () => {
  it('that the database had done: the work is stored once and answered so', async () => {
    const { writer, opened, hashes } = await writerThatLoses('after', 'after');
    const { value } = await writer.transaction(async (manager) => {
      await manager.insert(SessionRow, session('one'));
      return 'done';
    });
    expect([value, await hashes(), opened.length]).toEqual(['done', ['one'], 2]);
    await writer.transaction((manager) => manager.insert(SessionRow, session('two')));
    expect([await hashes(), opened.length]).toEqual([['one', 'two'], 2]);
    await writer.close();
  });

  it('that the database had not done: nothing is stored, and the error says so', async () => {
    const { writer, opened, hashes } = await writerThatLoses('before', 'before');
    const work = writer.transaction((manager) => manager.insert(SessionRow, session('one')));
    await expect(work).rejects.toThrow('The connection was lost');
    await writer.transaction((manager) => manager.insert(SessionRow, session('two')));
    expect([await hashes(), opened.length]).toEqual([['two'], 2]);
    await writer.close();
  });
});
