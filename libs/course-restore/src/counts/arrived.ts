import { ContextLevel, type Site } from '@coursekeep/moodle-site';
import { COUNTABLES, type Countable, type Counts } from './countables';

/** How much of what a course of the site has, read from its database. */
export async function arrivedCounts(site: Site, courseId: number): Promise<Counts> {
  const count = async (query: string, parameters: readonly (string | number)[] = [courseId]): Promise<number> =>
    Number((await site.database.all({ text: query, parameters }))[0]?.n ?? 0);
  const counts: Record<string, number> = {
    sections: await count('SELECT COUNT(*) AS n FROM {course_sections} WHERE course = ?'),
    activities: await countActivities(site, courseId),
  };
  for (const [kind, { tables, query }] of Object.entries(COUNTABLES) as [string, Countable][])
    if (tables.every((table) => site.schema.hasTable(table))) counts[kind] = await count(query);
  const context = await site.access.context(ContextLevel.course, courseId);
  if (context) counts.files = await count(FILES, [context.id, `${context.path}/%`]);
  return counts;
}

/** How many activities have arrived so far: all that can be told of how far Moodle is. */
export async function countActivities(site: Site, courseId: number): Promise<number> {
  const query = 'SELECT COUNT(*) AS n FROM {course_modules} WHERE course = ? AND deletioninprogress = 0';
  return Number((await site.database.all({ text: query, parameters: [courseId] }))[0]?.n ?? 0);
}

const FILES = `SELECT COUNT(*) AS n FROM {files} f JOIN {context} c ON c.id = f.contextid
  WHERE (c.id = ? OR c.path LIKE ?) AND f.filename <> '.'
    AND f.component NOT IN ('user', 'backup', 'question') AND f.component NOT LIKE 'qtype%'`;
