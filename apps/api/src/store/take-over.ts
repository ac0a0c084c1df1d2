import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DataSource, type EntityManager, type EntityMetadata, IsNull, Not } from 'typeorm';
import { readSettings, SettingsError } from '../config/settings';
import { livesHere } from '../tasks/process-identity';
import { checkVersion, entities } from './schema';
import { placeText, serverDatabase } from './server-database';
import { Store } from './store';
import { sqliteDatabase } from './store-databases';
import { StoreNotTaken } from './store-errors';
import { StoreHold } from './store-hold';
import { TaskRow } from './task.entity';
import { StoreWriterRow } from './writer.entity';

/** What was taken over, and whereto. */
export interface TakenOver {
  readonly place: string;
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
}

const BATCH = 200;

/** The tables whose rows are of a store's own; those of its connections are not. */
const taken = entities.filter((entity) => entity !== StoreWriterRow);

/** Copies the store in a SQLite file, of this version or an older one, into the empty database that `COURSEKEEP_DATABASE_URL` names:
 *  all of it or nothing. The file stays as it is. Rejects with StoreNotTaken where one of the two is in use or the database is not
 *  empty, else with a StoreError or SettingsError. */
export async function takeOver(
  file: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<TakenOver> {
  const { databaseUrl } = readSettings(env);
  if (databaseUrl === null) {
    throw new SettingsError('settings', 'COURSEKEEP_DATABASE_URL must name the database that takes the store.');
  }
  const folder = await mkdtemp(join(tmpdir(), 'coursekeep-store-'));
  try {
    const copy = await copyOf(file, folder);
    const target = await Store.in(serverDatabase(databaseUrl, await StoreHold.take(databaseUrl)));
    try {
      return { place: placeText(databaseUrl), rows: await fill(target, copy, placeText(databaseUrl)) };
    } finally {
      await target.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A copy of a store at one moment, with the tables of this version. */
async function copyOf(file: string, folder: string): Promise<string> {
  if (!existsSync(file)) throw new StoreNotTaken('store-not-taken', `There is no store ${file}.`);
  const copy = join(folder, 'store.sqlite');
  const place = sqliteDatabase(file);
  try {
    const source = await new DataSource(place.reading).initialize();
    await checkVersion(source)
      .then(() => place.checkWhole(source))
      .finally(() => source.destroy());
    const original = new Database(file, { readonly: true });
    await original.backup(copy).finally(() => original.close());
  } catch (error) {
    throw place.explain(error);
  }
  const store = await Store.open(copy);
  try {
    const claims = await store.read.findBy(TaskRow, { owner: Not(IsNull()) });
    const busy = claims.find(({ owner }) => owner !== null && livesHere(owner));
    if (busy) throw inUse(file, busy.backupid);
  } finally {
    await store.close();
  }
  return copy;
}

async function fill(target: Store, file: string, place: string): Promise<Record<string, number>> {
  const source = new Database(file, { readonly: true });
  try {
    return await target.write(async (manager) => {
      const rows: Record<string, number> = {};
      const tables = taken.map((entity) => manager.dataSource.getMetadata(entity));
      for (const { tableName, target } of tables) {
        if ((await manager.count(target)) > 0) throw notEmpty(place, tableName);
      }
      for (const table of tables) rows[table.tableName] = await copyTable(source, manager, table);
      return rows;
    });
  } finally {
    source.close();
  }
}

/** Resolves with the number of rows. Values are copied as they lie there: numbers and texts, whatever they mean. */
async function copyTable(source: Database.Database, manager: EntityManager, table: EntityMetadata): Promise<number> {
  const { driver } = manager.dataSource;
  const columns = table.columns.map(({ databaseName }) => databaseName);
  const names = columns.map((name) => driver.escape(name)).join();
  const select = columns.map((name) => `"${name}"`).join();
  const next = source.prepare(
    `SELECT rowid AS place, ${select} FROM "${table.tableName}" WHERE rowid > ? ORDER BY rowid LIMIT ${BATCH}`,
  );
  let count = 0;
  for (let after = 0; ;) {
    const rows = next.all(after) as Record<string, string | number | null>[];
    if (rows.length === 0) break;
    const values = rows.flatMap((row) => columns.map((name) => row[name] ?? null));
    const list = rows.map(
      (_, line) =>
        `(${columns.map((_, position) => driver.createParameter('', line * columns.length + position)).join()})`,
    );
    await manager.query(`INSERT INTO ${driver.escape(table.tableName)} (${names}) VALUES ${list.join()}`, values);
    count += rows.length;
    after = Number(rows.at(-1)?.place);
  }
  const stored = await manager.count(table.target);
  if (stored !== count) {
    throw new StoreNotTaken('store-not-taken', `Of ${count} rows of ${table.tableName}, ${stored} arrived.`);
  }
  return count;
}

function inUse(file: string, backupid: string): StoreNotTaken {
  return new StoreNotTaken(
    'store-not-taken',
    `A service is at work with the store ${file} (backup ${backupid}). Stop it first: what it stores meanwhile would be lost.`,
  );
}

function notEmpty(place: string, table: string): StoreNotTaken {
  return new StoreNotTaken(
    'store-not-taken',
    `${place} is not empty: there are rows in its table ${table}. Name an empty database; nothing was changed.`,
  );
}
