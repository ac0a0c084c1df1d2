import Database from 'better-sqlite3';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSite, tablesOf, type ColumnDescription, type KnownRelease, type Site } from '../src';

type Stored = string | number | null;

const affinities = { int: 'BIGINT', number: 'DECIMAL', float: 'REAL', char: 'VARCHAR', text: 'TEXT', binary: 'BLOB' };

/** A site on SQLite in a temporary folder, empty but for what a test puts in: all tables of Moodle 4.5 (or 5.1), the system context
 *  1, the front page (course 1, context 2), guest (user 1) and the administrator (user 2). */
export class SmallSite {
  readonly folder = mkdtempSync(join(tmpdir(), 'coursekeep-small-site-'));
  readonly configFile = join(this.folder, 'config.php');
  private readonly database = new Database(join(this.folder, 'site.sqlite'));

  static create(tables: KnownRelease = '4.5'): SmallSite {
    const site = new SmallSite();
    mkdirSync(join(site.folder, 'filedir'));
    writeFileSync(site.configFile, config);
    site.database.pragma('synchronous = OFF');
    site.database.exec('BEGIN');
    for (const table of tablesOf(tables))
      site.database.exec(`CREATE TABLE "mdl_${table.name}" (${table.columns.map(columnSql).join(', ')})`);
    for (const [name, value] of Object.entries(standardSettings)) site.insert('config', { name, value });
    site.insert('context', { id: 1, contextlevel: 10, instanceid: 0, path: '/1' });
    site.insert('course', { id: 1, category: 0, fullname: 'Front page', shortname: 'front' });
    site.insert('context', { id: 2, contextlevel: 50, instanceid: 1, path: '/1/2' });
    site.insert('user', { id: 1, username: 'guest', confirmed: 1, mnethostid: 1 });
    site.insert('user', { id: 2, username: 'admin', confirmed: 1, mnethostid: 1 });
    site.database.exec('COMMIT');
    return site;
  }

  insert(table: string, row: Record<string, Stored>): void {
    const names = Object.keys(row);
    this.database
      .prepare(`INSERT INTO "mdl_${table}" (${names.map((name) => `"${name}"`)}) VALUES (${names.map(() => '?')})`)
      .run(Object.values(row));
  }

  run(sql: string): void {
    this.database.exec(sql);
  }

  open(clock?: () => number): Promise<Site> {
    return openSite(this.configFile, { env: {}, clock });
  }

  remove(): void {
    this.database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const config = `<?php
$CFG = new stdClass();
$CFG->dbtype = 'sqlite3';
$CFG->dbname = 'site.sqlite';
$CFG->prefix = 'mdl_';
$CFG->dataroot = __DIR__;
$CFG->wwwroot = 'http://localhost/';
`;

const standardSettings = {
  version: '2024100705.01',
  release: '4.5.5+ (Build: 20250613)',
  branch: '405',
  siteadmins: '2',
  siteguest: '1',
  mnet_localhost_id: '1',
  notloggedinroleid: '6',
  guestroleid: '6',
  defaultuserroleid: '7',
  defaultfrontpageroleid: '8',
  enablewebservices: '1',
  webserviceprotocols: 'rest',
  enrol_plugins_enabled: 'manual,guest',
};

function columnSql(column: ColumnDescription): string {
  const scale = column.decimals === undefined ? '' : `,${column.decimals}`;
  const size = column.length === undefined ? '' : `(${column.length}${scale})`;
  if (column.name === 'id') return '"id" INTEGER PRIMARY KEY';
  // A test fills in what it needs; the rest is empty.
  const standard = column.notNull ? ` NOT NULL DEFAULT '${column.default ?? (column.type === 'int' ? '0' : '')}'` : '';
  return `"${column.name}" ${affinities[column.type]}${size}${standard}`;
}
