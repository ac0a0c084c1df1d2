import { SiteDatabaseError, tableDescriptions, type Parameter, type Site } from '@coursekeep/moodle-site';

/** How the rows of a plugin's tables hang on the course: column → the ids that are the course's, as a subquery. */
export type Ties = Readonly<Record<string, { readonly ids: string; readonly parameters: readonly Parameter[] }>>;

/** The rows about a course in the tables of one plugin. */
export interface PluginRows {
  /** By table, in alphabetical order; only tables that have rows of this course. */
  readonly counted: readonly { readonly table: string; readonly rows: number }[];
  /** Tables of the plugin of which nobody but the plugin knows which rows are the course's. */
  readonly unknown: readonly string[];
}

const coreTables = new Set(tableDescriptions.map((table) => table.name));

/** The tables that belong to a plugin by their names: `prefix` itself and `prefix_…`; none of Moodle's own. */
export function tablesOfPlugin(site: Site, prefix: string): string[] {
  return site.schema.tables.filter(
    (table) =>
      (table === prefix || table.startsWith(`${prefix}_`)) && !coreTables.has(table) && /^[a-z][a-z0-9_]*$/.test(table),
  );
}

/** Counts the rows of the course in these tables. It asks beside the backup's snapshot, for a table that may not be read
 *  would end that; such a table counts as unknown. */
export async function countRows(site: Site, tables: readonly string[], ties: Ties): Promise<PluginRows> {
  const counted: { table: string; rows: number }[] = [];
  const unknown: string[] = [];
  for (const table of tables) {
    const rows = await rowsOf(site, table, ties);
    if (rows === null) unknown.push(table);
    else if (rows > 0) counted.push({ table, rows });
  }
  return { counted, unknown };
}

async function rowsOf(site: Site, table: string, ties: Ties): Promise<number | null> {
  const numbers = site.schema.columns(table).filter(({ type }) => type === 'int');
  const column = Object.keys(ties).find((name) => numbers.some((candidate) => candidate.name === name));
  if (column === undefined) return null;
  const { ids, parameters } = ties[column]!;
  try {
    const text = `SELECT COUNT(*) AS n FROM {${table}} WHERE "${column}" IN (${ids})`;
    const [row] = await site.database.all({ text, parameters });
    return Number(row?.n ?? 0);
  } catch (error) {
    if (error instanceof SiteDatabaseError) return null;
    throw error;
  }
}

/** What everything of a course may hang on. */
export function courseTies(courseId: number, contextPath: string): Ties {
  const ofCourse = (ids: string) => ({ ids, parameters: [courseId] });
  const modules = ofCourse('SELECT id FROM {course_modules} WHERE course = ?');
  const sections = ofCourse('SELECT id FROM {course_sections} WHERE course = ?');
  return {
    course: ofCourse('?'),
    courseid: ofCourse('?'),
    cmid: modules,
    coursemodule: modules,
    coursemoduleid: modules,
    sectionid: sections,
    contextid: {
      ids: 'SELECT id FROM {context} WHERE path = ? OR path LIKE ?',
      parameters: [contextPath, `${contextPath}/%`],
    },
  };
}

/** The instances of an activity module, under the names that columns have for them. */
export function moduleTies(modname: string, courseId: number, columns: readonly string[]): Ties {
  const instances = { ids: `SELECT id FROM {${modname}} WHERE course = ?`, parameters: [courseId] };
  return Object.fromEntries(columns.map((column) => [column, instances]));
}
