import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tablesOf } from '@coursekeep/moodle-site';
import { serverAddress, type ServerKind } from '../../../tools/testing/servers';
import type { CourseSite } from './course-site';
import Database from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';

type TableDescription = ReturnType<typeof tablesOf>[number];
type Stored = string | number | null;

/** A small site's tables and rows in a database of its own on a server; its contents stay where they are. */
export interface ServerCopy {
  readonly configFile: string;
  remove(): Promise<void>;
}

/** Copies a small site to a server, with Moodle's indexes of numbers on the tables that have rows. */
export async function copyToServer(site: CourseSite, kind: ServerKind): Promise<ServerCopy> {
  const server = SERVERS[kind];
  const { host, port, user, password } = serverAddress(kind);
  const name = `coursekeep_copy_${process.pid}_${(copies += 1)}`;
  const folder = mkdtempSync(join(tmpdir(), 'coursekeep-server-copy-'));
  const configFile = join(folder, 'config.php');
  await server.run(null, [`CREATE DATABASE ${name}`]);
  const remove = async () => {
    await server.run(null, [`DROP DATABASE IF EXISTS ${name}`]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await server.run(name, [...statements(site, server.types)]);
    writeFileSync(
      configFile,
      `<?php
$CFG->dbtype = '${kind === 'mysql' ? 'mysqli' : kind}';
$CFG->dbhost = '${host}';
$CFG->dboptions = ['dbport' => ${port}];
$CFG->dbname = '${name}';
$CFG->dbuser = '${user}';
$CFG->dbpass = '${password}';
$CFG->prefix = 'mdl_';
$CFG->wwwroot = 'http://localhost';
$CFG->dataroot = '${site.small.folder}';
`,
    );
  } catch (error) {
    await remove();
    throw error;
  }
  return { configFile, remove };
}

let copies = 0;

const mysqlTypes = {
  int: 'BIGINT',
  number: 'DECIMAL(20,5)',
  float: 'DOUBLE',
  char: 'VARCHAR(255)',
  text: 'LONGTEXT',
  binary: 'LONGBLOB',
};

const SERVERS = {
  pgsql: {
    types: { int: 'BIGINT', number: 'DECIMAL(20,5)', float: 'FLOAT8', char: 'TEXT', text: 'TEXT', binary: 'BYTEA' },
    run: async (database: string | null, sql: readonly string[]) => {
      const client = new Client({ ...serverAddress('pgsql'), database: database ?? 'postgres' });
      await client.connect();
      try {
        for (const text of database ? ['BEGIN', ...sql, 'COMMIT', 'ANALYZE'] : sql) await client.query(text);
      } finally {
        await client.end();
      }
    },
  },
  // Tables without transactions are made ten times as fast.
  mariadb: { types: mysqlTypes, run: inMysql('mariadb', ["SET default_storage_engine = 'Aria'"]) },
  mysql: { types: mysqlTypes, run: inMysql('mysql', []) },
} as const;

function inMysql(kind: 'mariadb' | 'mysql', first: readonly string[]) {
  return async (database: string | null, sql: readonly string[]): Promise<void> => {
    const client = await createConnection({ ...serverAddress(kind), database: database ?? undefined });
    try {
      for (const text of ["SET sql_mode = 'ANSI_QUOTES'", ...first, ...sql]) await client.query(text);
    } finally {
      await client.end();
    }
  };
}

function* statements(site: CourseSite, types: Readonly<Record<string, string>>): Generator<string> {
  const source = new Database(join(site.small.folder, 'site.sqlite'), { readonly: true });
  try {
    for (const table of tablesOf('4.5')) {
      yield createTable(table, types);
      const rows = source.prepare(`SELECT * FROM "mdl_${table.name}"`).raw().all() as Stored[][];
      for (let at = 0; at < rows.length; at += 500) {
        const values = rows.slice(at, at + 500).map((row) => `(${row.map(literal).join(', ')})`);
        yield `INSERT INTO "mdl_${table.name}" VALUES ${values.join(', ')}`;
      }
      if (rows.length > 0) yield* createIndexes(table);
    }
  } finally {
    source.close();
  }
}

function createTable({ name, columns }: TableDescription, types: Readonly<Record<string, string>>): string {
  const list = columns.map((column) =>
    column.name === 'id' ? '"id" BIGINT PRIMARY KEY' : `"${column.name}" ${types[column.type] ?? 'TEXT'}`,
  );
  return `CREATE TABLE "mdl_${name}" (${list.join(', ')})`;
}

function* createIndexes({ name, columns, indexes, foreignKeys }: TableDescription): Generator<string> {
  const isNumber = (column: string) => columns.some((one) => one.name === column && one.type === 'int');
  const keys = [...indexes, ...foreignKeys].map((key) => key.columns.filter(isNumber)).filter((key) => key.length > 0);
  for (const [at, key] of keys.entries()) {
    yield `CREATE INDEX "ix_${name}_${at}" ON "mdl_${name}" (${key.map((column) => `"${column}"`).join(', ')})`;
  }
}

const literal = (value: Stored): string =>
  value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
