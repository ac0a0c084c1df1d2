import type { SiteConnection } from '../database/reader';
import { ContextLevel, type Context } from './contexts';

/** Above every id that a site's own contexts can have. */
const ABOVE_ALL = 100_000_000_000_000;

/** Moodle makes the row of a context when somebody first asks for it; until then a thing has a number of ours, from which
 *  the thing can be told again. It is the same at every question, for it stands in addresses. */
export function unmadeContextId(level: number, instanceId: number): number {
  return ABOVE_ALL + instanceId * 100 + level;
}

/** Does the number stand for a context that the site had not made when it was given? */
export function isUnmadeContext(id: number): boolean {
  return id > ABOVE_ALL;
}

/** The thing that such a number stands for. */
export function thingOfUnmade(id: number): { readonly level: number; readonly instanceId: number } {
  return { level: id % 100, instanceId: Math.floor((id - ABOVE_ALL) / 100) };
}

/** Looks for the contexts around one that is not made. */
export interface ContextLookup {
  context(level: number, instanceId: number, below: readonly string[]): Promise<Context | null>;
  contextById(id: number): Promise<Context | null>;
}

/** The context that a sound course, category, activity, block or user would have, below that of what it is in; null where
 *  there is no such thing. `below`: what is in it and waits for its path, so that categories in a circle have an end. */
export async function unmadeContext(
  database: SiteConnection,
  lookup: ContextLookup,
  { level, instanceId }: { readonly level: number; readonly instanceId: number },
  below: readonly string[],
): Promise<Context | null> {
  const name = `${level}/${instanceId}`;
  const owner = OWNERS[level];
  if (!owner || !Number.isSafeInteger(instanceId) || below.includes(name)) return null;
  const [row] = await database.all({
    text: `SELECT ${owner.column} AS owner FROM {${owner.table}} WHERE id = ?`,
    parameters: [instanceId],
  });
  if (!row || (owner.unless !== undefined && row.owner === owner.unless)) return null;
  const inside = Number(row.owner);
  const parent =
    owner.level === null
      ? await lookup.contextById(inside)
      : await lookup.context(inside === 0 ? ContextLevel.system : owner.level, inside, [...below, name]);
  const id = unmadeContextId(level, instanceId);
  return { id, level, instanceId, path: `${parent?.path ?? ''}/${id}` };
}

interface Owner {
  readonly table: string;
  /** Names what it is in: something of `level` (0: the whole site), or a context where that is null. */
  readonly column: string;
  readonly level: number | null;
  /** A value of the column with which it is no longer there. */
  readonly unless?: string;
}

const OWNERS: Readonly<Record<number, Owner>> = {
  [ContextLevel.user]: { table: 'user', column: 'deleted', level: ContextLevel.system, unless: '1' },
  [ContextLevel.category]: { table: 'course_categories', column: 'parent', level: ContextLevel.category },
  [ContextLevel.course]: { table: 'course', column: 'category', level: ContextLevel.category },
  [ContextLevel.module]: { table: 'course_modules', column: 'course', level: ContextLevel.course },
  [ContextLevel.block]: { table: 'block_instances', column: 'parentcontextid', level: null },
};
