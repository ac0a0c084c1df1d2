import { type SiteWriter, tablePrefix } from '@coursekeep/embedded-site';
import { ImportError } from './import-error';

/** Larger ids are never kept: the site goes on counting after the largest. */
const LARGEST_KEPT = 2_147_483_647;

/** The tables of things that have a context, by its level. */
export const CONTEXT_TABLES: Readonly<Record<number, string>> = {
  40: 'course_categories',
  50: 'course',
  70: 'course_modules',
};

/** Which id a row of the backup has in the site. First all ids are claimed, then `settle` decides: an id that is free is
 *  kept, another one gets the next free id. */
export class IdMap {
  private readonly tables = new Map<string, TableIds>();

  constructor(private readonly writer: SiteWriter) {}

  /** Says that the backup brings a row with this id. The same id twice is remembered as repeated. */
  claim(table: string, id: number): void {
    const ids = this.ids(table);
    if (ids.claimed.has(id)) ids.repeated.add(id);
    else ids.claimed.add(id);
  }

  /** Says that a row of the backup is one that the site has already. */
  match(table: string, id: number, siteId: number): void {
    this.ids(table).matched.set(id, siteId);
  }

  isClaimed(table: string, id: number): boolean {
    return this.tables.get(table)?.claimed.has(id) ?? false;
  }

  isMatched(table: string, id: number): boolean {
    return this.tables.get(table)?.matched.has(id) ?? false;
  }

  /** Whether several rows of the backup claim this id. */
  isRepeated(table: string, id: number): boolean {
    return this.tables.get(table)?.repeated.has(id) ?? false;
  }

  /** True for the first row of a repeated id that asks, and for every row of another one. */
  takeOnce(table: string, id: number): boolean {
    const ids = this.ids(table);
    if (!ids.repeated.has(id)) return true;
    if (ids.taken.has(id)) return false;
    ids.taken.add(id);
    return true;
  }

  async settle(): Promise<void> {
    for (const [table, ids] of this.tables) await this.settleTable(table, ids);
  }

  /** The id in the site of a row that the backup brings or that was matched; null for any other. */
  of(table: string, id: number): number | null {
    const ids = this.tables.get(table);
    if (!ids) return null;
    const known = ids.matched.get(id) ?? ids.moved.get(id);
    if (known !== undefined) return known;
    return ids.claimed.has(id) ? id : null;
  }

  /** The next free id, for a row that has none in the backup. */
  async next(table: string): Promise<number> {
    const ids = this.ids(table);
    if (!ids.settled) await this.settleTable(table, ids);
    return ids.next++;
  }

  /** Whether the site had a row of this id before the import, or got one from it under a new id. */
  async isTaken(table: string, id: number): Promise<boolean> {
    const ids = this.ids(table);
    if (!ids.settled) await this.settleTable(table, ids);
    if (id > ids.largestBefore) return id >= ids.firstNew && id < ids.next;
    const known = ids.looked.get(id);
    if (known !== undefined) return known;
    const taken = (await this.takenAmong(table, [id])).length > 0;
    if (ids.looked.size < 100_000) ids.looked.set(id, taken);
    return taken;
  }

  private async settleTable(table: string, ids: TableIds): Promise<void> {
    if (ids.settled) return;
    ids.settled = true;
    const [row] = await this.writer.read(`SELECT coalesce(max(id), 0) AS largest FROM (${idsIn(table)})`);
    ids.largestBefore = Number(row?.largest);
    let largest = ids.largestBefore;
    for (const id of ids.claimed) if (id <= LARGEST_KEPT && id > largest) largest = id;
    ids.firstNew = ids.next = largest + 1;
    const doubtful = [...ids.claimed].filter((id) => id <= ids.largestBefore || id > LARGEST_KEPT);
    // New ids in the order of the old ones: what a backup lists by id keeps its order.
    doubtful.sort((a, b) => a - b);
    const taken = new Set(await this.takenAmong(table, doubtful));
    for (const id of doubtful) {
      if ((taken.has(id) || id > LARGEST_KEPT) && !ids.matched.has(id)) ids.moved.set(id, ids.next++);
    }
  }

  private async takenAmong(table: string, list: readonly number[]): Promise<number[]> {
    const taken: number[] = [];
    for (let start = 0; start < list.length; start += 5000) {
      const part = list.slice(start, start + 5000);
      const sql = `SELECT id FROM (${idsIn(table)}) WHERE id IN (${part.map(() => '?').join(',')})`;
      for (const row of await this.writer.read(sql, part)) taken.push(Number(row.id));
    }
    return taken;
  }

  private ids(table: string): TableIds {
    let ids = this.tables.get(table);
    if (!ids) this.tables.set(table, (ids = new TableIds()));
    return ids;
  }
}

/** Selects the ids that are in use: also those of courses and the like of which there is only a context, made for the questions
 *  of an earlier import. */
function idsIn(table: string): string {
  const rows = `SELECT id FROM "${tablePrefix}${table}"`;
  const [level] = Object.entries(CONTEXT_TABLES).find(([, name]) => name === table) ?? [];
  if (level === undefined) return rows;
  return `${rows} UNION SELECT instanceid FROM "${tablePrefix}context" WHERE contextlevel = ${level}`;
}

class TableIds {
  readonly claimed = new Set<number>();
  readonly repeated = new Set<number>();
  readonly taken = new Set<number>();
  readonly matched = new Map<number, number>();
  readonly moved = new Map<number, number>();
  readonly looked = new Map<number, boolean>();
  settled = false;
  largestBefore = 0;
  firstNew = 1;
  next = 1;
}

/** The id that a document gives; null where it gives none. Throws ImportError where it cannot be one. */
export function idOf(text: string | null | undefined, where: string): number | null {
  if (text === null || text === undefined || text === '') return null;
  const id = Number(text);
  if (/^\d{1,15}$/.test(text) && id > 0) return id;
  throw new ImportError('bad-id', `${where} has the id “${text.slice(0, 40)}”: an id is a whole number above 0.`);
}
