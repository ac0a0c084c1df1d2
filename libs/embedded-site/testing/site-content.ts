import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { siteTables } from '../src/database/create-tables';
import { openDatabase } from '../src/database/open-database';

/** All rows of an embedded site, each as one text, by table and id. */
export async function siteRows(folder: string): Promise<Map<string, string>> {
  const source = await openDatabase(join(folder, 'site.sqlite'), 'read');
  const rows = new Map<string, string>();
  try {
    for (const { name } of siteTables) {
      const list = await source.query<{ id: number }[]>(`SELECT * FROM "mdl_${name}"`);
      for (const row of list) rows.set(`${name}/${row.id}`, JSON.stringify(row));
    }
    return rows;
  } finally {
    await source.destroy();
  }
}

/** One value for all that a site is: rows and contents of the pool. */
export async function siteDigest(folder: string): Promise<string> {
  const hash = createHash('sha1');
  for (const [key, row] of [...(await siteRows(folder))].sort()) hash.update(`${key}${row}\n`);
  const pool = readdirSync(join(folder, 'filedir'), { recursive: true }).map(String).sort();
  return hash.update(pool.filter((name) => /[0-9a-f]{40}$/.test(name)).join('\n')).digest('hex');
}

/** Rows of an embedded site by table that were not there before `work`. */
export async function rowsAdded(
  folder: string,
  work: () => Promise<unknown>,
): Promise<(table: string) => Record<string, unknown>[]> {
  const before = await siteRows(folder);
  await work();
  const added = [...(await siteRows(folder))].filter(([key]) => !before.has(key));
  return (table) => added.filter(([key]) => key.startsWith(`${table}/`)).map(([, row]) => JSON.parse(row));
}
