import { SiteDatabaseError } from '../errors';
import type { Site } from '../site';
import type { Parameter } from './reader';

/** The rows of a table that are to be counted. */
export interface RowsToCount {
  /** The same for two counts that belong together. */
  readonly of: string;
  readonly table: string;
  /** What may stand after WHERE. */
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

/** Counts rows in all these tables: a query for each hundred of them. It asks outside of any snapshot, for a table that may
 *  not be read would end that. `rows` is null for such a table. */
export async function countRows(
  site: Pick<Site, 'database'>,
  wanted: readonly RowsToCount[],
): Promise<(RowsToCount & { rows: number | null })[]> {
  const counted: (RowsToCount & { rows: number | null })[] = [];
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = wanted.slice(at, at + AT_ONCE);
    const rows = (await ask(site, some)) ?? (await askOneByOne(site, some));
    counted.push(...some.map((one, place) => ({ ...one, rows: rows.get(place) ?? null })));
  }
  return counted;
}

const AT_ONCE = 100;

async function askOneByOne(site: Pick<Site, 'database'>, wanted: readonly RowsToCount[]): Promise<Map<number, number>> {
  const rows = new Map<number, number>();
  for (const [place, one] of wanted.entries()) {
    const count = (await ask(site, [one]))?.get(0);
    if (count !== undefined) rows.set(place, count);
  }
  return rows;
}

/** The counts by place in the list; null where one of the tables may not be read. */
async function ask(site: Pick<Site, 'database'>, wanted: readonly RowsToCount[]): Promise<Map<number, number> | null> {
  const text = wanted
    .map(({ table, sql }, place) => `SELECT ${place} AS place, COUNT(*) AS n FROM {${table}} WHERE ${sql}`)
    .join(' UNION ALL ');
  const parameters: Parameter[] = wanted.flatMap((one) => one.parameters);
  try {
    const rows = await site.database.all({ text, parameters });
    return new Map(rows.map(({ place, n }) => [Number(place), Number(n)]));
  } catch (error) {
    if (error instanceof SiteDatabaseError) return null;
    throw error;
  }
}
