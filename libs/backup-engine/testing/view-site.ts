import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

const connection = {
  host: process.env.SITE_DB_HOST || '127.0.0.1',
  user: process.env.SITE_DB_USER || 'root',
  password: process.env.SITE_DB_PASSWORD || '',
};
const SAMPLES = {
  moodle45: { database: 'coursekeep_moodle45', folder: 'moodle45-pgsql', wwwroot: 'http://127.0.0.1:8045' },
  moodle51: { database: 'coursekeep_moodle51', folder: 'moodle51-mariadb', wwwroot: 'http://127.0.0.1:8051' },
};

/** What another site has instead of the sample site's. */
export interface ViewSiteOptions {
  readonly prefix: string;
  /** Which sample site it shows; default that of Moodle 4.5. */
  readonly sample?: keyof typeof SAMPLES;
  /** Tables that it does not have. */
  readonly withoutTables?: readonly string[];
  /** Columns that it does not have, by table. */
  readonly withoutColumns?: Readonly<Record<string, readonly string[]>>;
  /** Its `release` and `branch`. */
  readonly release?: string;
  readonly branch?: string;
  /** A condition on the rows that it has, by table. */
  readonly rows?: (table: string) => string | null;
  /** What a column shows instead, in SQL. */
  readonly value?: (table: string, column: SourceColumn) => string | null;
}

/** A column of the sample site. */
export interface SourceColumn {
  readonly name: string;
  /** As MariaDB calls it: `bigint`, `varchar`, `longtext`. */
  readonly type: string;
  readonly nullable: boolean;
}

/** A Moodle site that shows the sample site on MariaDB through views: another prefix, fewer tables and columns. */
export class ViewSite {
  readonly folder = mkdtempSync(join(tmpdir(), 'coursekeep-view-site-'));
  readonly configFile = join(this.folder, 'config.php');

  private constructor(private readonly database: string) {}

  static async create(shared: string, options: ViewSiteOptions): Promise<ViewSite> {
    const sample = SAMPLES[options.sample ?? 'moodle45'];
    const site = new ViewSite(`coursekeep_views_${process.pid}_${Date.now() % 1_000_000}`);
    writeFileSync(
      site.configFile,
      `<?php
$CFG->dbtype = 'mariadb';
$CFG->dbhost = '${connection.host}';
$CFG->dbname = '${site.database}';
$CFG->dbuser = '${connection.user}';
$CFG->dbpass = '${connection.password}';
$CFG->prefix = '${options.prefix}';
$CFG->wwwroot = '${sample.wwwroot}';
$CFG->dataroot = '${join(shared, 'moodle', sample.folder)}';
`,
    );
    const database = await createConnection(connection);
    try {
      await database.query(`CREATE DATABASE ${site.database}`);
      for (const [table, columns] of await sourceColumns(database, sample.database)) {
        if (options.withoutTables?.includes(table)) continue;
        const shown = columns.filter(({ name }) => !options.withoutColumns?.[table]?.includes(name));
        await database.query(
          `CREATE VIEW ${site.database}.\`${options.prefix}${table}\` AS ` +
            `SELECT ${shown.map((column) => shownAs(table, column, options)).join(', ')} FROM ${sample.database}.mdl_${table}` +
            rowsShown(table, options),
        );
      }
    } finally {
      await database.end();
    }
    return site;
  }

  async remove(): Promise<void> {
    const database = await createConnection(connection);
    await database.query(`DROP DATABASE IF EXISTS ${this.database}`);
    await database.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function sourceColumns(
  database: Awaited<ReturnType<typeof createConnection>>,
  source: string,
): Promise<Map<string, SourceColumn[]>> {
  const [rows] = await database.query(
    'SELECT table_name AS t, column_name AS name, data_type AS type, is_nullable AS nullable ' +
      'FROM information_schema.columns WHERE table_schema = ? ORDER BY 1, ordinal_position',
    [source],
  );
  const tables = new Map<string, SourceColumn[]>();
  for (const { t, name, type, nullable } of rows as Record<'t' | 'name' | 'type' | 'nullable', string>[]) {
    const table = t.replace(/^mdl_/, '');
    tables.set(table, [...(tables.get(table) ?? []), { name, type, nullable: nullable === 'YES' }]);
  }
  return tables;
}

function shownAs(table: string, column: SourceColumn, { release, branch, value }: ViewSiteOptions): string {
  const { name } = column;
  const other = value?.(table, column);
  if (other) return `${other} AS \`${name}\``;
  if (table !== 'config' || name !== 'value' || !release) return `\`${name}\``;
  return `CASE name WHEN 'release' THEN '${release}' WHEN 'branch' THEN '${branch}' ELSE value END AS value`;
}

function rowsShown(table: string, { withoutTables, rows }: ViewSiteOptions): string {
  const conditions = [
    table === 'modules' ? `name NOT IN (${quotedList(withoutTables)})` : null,
    rows?.(table) ?? null,
  ].filter((condition) => condition !== null);
  return conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
}

const quotedList = (names: readonly string[] = []): string => ["''", ...names.map((name) => `'${name}'`)].join(', ');
