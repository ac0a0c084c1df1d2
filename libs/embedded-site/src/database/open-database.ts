import { DataSource } from 'typeorm';

/** Opens the SQLite file of an embedded site. `create` makes it; the others fail where it is not there. */
export async function openDatabase(file: string, access: 'read' | 'write' | 'create'): Promise<DataSource> {
  const source = new DataSource({
    type: 'better-sqlite3',
    database: file,
    readonly: access === 'read',
    fileMustExist: access !== 'create',
    statementCacheSize: 500,
    timeout: 30_000,
  });
  return source.initialize();
}
