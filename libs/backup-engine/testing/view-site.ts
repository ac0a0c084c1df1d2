import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

const connection = {
  host: process.env.SITE_DB_HOST || '127.0.0.1',
  user: process.env.SITE_DB_USER || 'root',
  password: process.env.SITE_DB_PASSWORD || '',
};
const SOURCE = 'coursekeep_moodle45';

/** What another site has instead of the sample site's. */
export interface ViewSiteOptions {
  readonly prefix: string;
  /** Tables that it does not have. */
  readonly withoutTables?: readonly string[];
  /** Columns that it does not have, by table. */
  readonly withoutColumns?: Readonly<Record<string, readonly string[]>>;
  /** Its `release` and `branch`. */
  readonly release?: string;
  readonly branch?: string;
}

/** A Moodle site that shows the sample site on MariaDB through views: another prefix, fewer tables and columns. */
export class ViewSite {
  readonly folder = mkdtempSync(join(tmpdir(), 'coursekeep-view-site-'));
  readonly configFile = join(this.folder, 'config.php');

  private constructor(private readonly database: string) {}

  static async create(shared: string, options: ViewSiteOptions): Promise<ViewSite> {
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
$CFG->wwwroot = 'http://127.0.0.1:8045';
$CFG->dataroot = '${join(shared, 'moodle', 'moodle45-pgsql')}';
`,
    );
    const database = await createConnection(connection);
    try {
      await database.query(`CREATE DATABASE ${site.database}`);
      for (const [table, columns] of await sourceColumns(database)) {
        if (options.withoutTables?.includes(table)) continue;
        const shown = columns.filter((column) => !options.withoutColumns?.[table]?.includes(column));
        await database.query(
          `CREATE VIEW ${site.database}.\`${options.prefix}${table}\` AS ` +
            `SELECT ${shown.map((column) => shownAs(table, column, options)).join(', ')} FROM ${SOURCE}.mdl_${table}` +
            (table === 'modules' ? ` WHERE name NOT IN (${quotedList(options.withoutTables)})` : ''),
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

async function sourceColumns(database: Awaited<ReturnType<typeof createConnection>>): Promise<Map<string, string[]>> {
  const [rows] = await database.query(
    'SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = ? ORDER BY 1, ordinal_position',
    [SOURCE],
  );
  const tables = new Map<string, string[]>();
  for (const { t, c } of rows as { t: string; c: string }[]) {
    const name = t.replace(/^mdl_/, '');
    tables.set(name, [...(tables.get(name) ?? []), c]);
  }
  return tables;
}

function shownAs(table: string, column: string, { release, branch }: ViewSiteOptions): string {
  if (table !== 'config' || column !== 'value' || !release) return `\`${column}\``;
  return `CASE name WHEN 'release' THEN '${release}' WHEN 'branch' THEN '${branch}' ELSE value END AS value`;
}

const quotedList = (names: readonly string[] = []): string => ["''", ...names.map((name) => `'${name}'`)].join(', ');
