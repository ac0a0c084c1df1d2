import type { Readable } from 'node:stream';
import type { KnownRelease, TableDescription } from '@coursekeep/moodle-site';
import { releaseOf, tablesOfRelease } from '../database/create-tables';
import { openDatabase } from '../database/open-database';
import { SiteWriteError } from '../errors';
import { layoutOf, tablePrefix } from '../layout';
import { ContentStore, type StoredContent } from './content-store';
import { rowValues, type Cell, type RowInput } from './row-values';
import type { QueryRunner } from 'typeorm';

/** Writes rows and contents into an embedded site. Get one from `writeSite`, which makes all it does one transaction. */
export interface SiteWriter {
  /** The release of Moodle whose tables the site has. */
  readonly release: KnownRelease;
  /** Inserts a row and returns its id: the one given, else the next free one. Columns that are not mentioned get the
   *  default of Moodle's schema. Rejects with SiteWriteError where the table or a column is unknown, a value does not fit
   *  its column, or a required one is missing. */
  insert(table: string, row: RowInput): Promise<number>;
  /** The same for many rows of one table, in as few statements as SQLite allows. */
  insertAll(table: string, rows: readonly RowInput[]): Promise<void>;
  update(table: string, id: number, values: RowInput): Promise<void>;
  hasId(table: string, id: number): Promise<boolean>;
  /** A query in SQLite's SQL with `?` for parameters, tables written with their prefix. */
  read(sql: string, parameters?: readonly Cell[]): Promise<Record<string, Cell>[]>;
  /** Puts a content into the file pool. Taken back if the transaction fails. */
  storeContent(content: Buffer | Readable): Promise<StoredContent>;
}

/** Runs `work` as one transaction on the embedded site in `folder`. If it rejects, neither rows nor contents remain. */
export async function writeSite<T>(folder: string, work: (writer: SiteWriter) => Promise<T>): Promise<T> {
  const layout = layoutOf(folder);
  const source = await openDatabase(layout.database, 'write');
  const contents = new ContentStore(layout.filedir);
  try {
    return await source.transaction(async (manager) => {
      if (!manager.queryRunner) throw new SiteWriteError('write-refused', 'The database gave no transaction.');
      const release = await releaseOf(manager.queryRunner);
      return work(new TransactionWriter(manager.queryRunner, contents, release));
    });
  } catch (error) {
    await contents.undo();
    throw error;
  } finally {
    await source.destroy();
  }
}

const maximumParameters = 32_000;

/** A SiteWriter within a transaction that someone else began and ends. */
export class TransactionWriter implements SiteWriter {
  private readonly tables: ReadonlyMap<string, TableDescription>;

  constructor(
    private readonly runner: QueryRunner,
    private readonly contents: ContentStore,
    readonly release: KnownRelease = '4.5',
  ) {
    this.tables = new Map(tablesOfRelease(release).map((table) => [table.name, table]));
  }

  async insert(table: string, row: RowInput): Promise<number> {
    const id = row.id ?? (await this.nextId(table));
    await this.insertAll(table, [{ ...row, id }]);
    return Number(id);
  }

  async insertAll(table: string, rows: readonly RowInput[]): Promise<void> {
    const description = this.describe(table);
    const columns = description.columns.map((column) => column.name);
    const one = `(${columns.map(() => '?').join(', ')})`;
    const batch = Math.max(1, Math.floor(maximumParameters / columns.length));
    for (let start = 0; start < rows.length; start += batch) {
      const part = rows.slice(start, start + batch);
      await this.runner.query(
        `INSERT INTO ${quoted(table)} (${columns.map(name).join(', ')}) VALUES ${part.map(() => one).join(', ')}`,
        part.flatMap((row) => rowValues(description, row)),
      );
    }
  }

  async update(table: string, id: number, values: RowInput): Promise<void> {
    const description = this.describe(table);
    const columns = description.columns.filter((column) => column.name in values);
    const complete = rowValues({ ...description, columns }, values);
    const assignments = columns.map((column) => `${name(column.name)} = ?`).join(', ');
    await this.runner.query(`UPDATE ${quoted(table)} SET ${assignments} WHERE id = ?`, [...complete, id]);
  }

  async hasId(table: string, id: number): Promise<boolean> {
    this.describe(table);
    return (await this.read(`SELECT id FROM ${quoted(table)} WHERE id = ?`, [id])).length > 0;
  }

  async read(sql: string, parameters: readonly Cell[] = []): Promise<Record<string, Cell>[]> {
    return (await this.runner.query(sql, [...parameters])) as Record<string, Cell>[];
  }

  async storeContent(content: Buffer | Readable): Promise<StoredContent> {
    return this.contents.store(content);
  }

  private describe(table: string): TableDescription {
    const description = this.tables.get(table);
    if (description) return description;
    throw new SiteWriteError('write-refused', `Moodle ${this.release} has no table ${table} that a backup knows.`);
  }

  private async nextId(table: string): Promise<number> {
    this.describe(table);
    const [row] = await this.read(`SELECT coalesce(max(id), 0) + 1 AS next FROM ${quoted(table)}`);
    return Number(row?.next);
  }
}

function quoted(table: string): string {
  return name(tablePrefix + table);
}

function name(identifier: string): string {
  return `"${identifier}"`;
}
