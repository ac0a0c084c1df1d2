import type { SiteSchema, TableDescription } from '@coursekeep/moodle-site';

/** How the rows of a table belong to courses. */
export interface CourseTable {
  readonly table: string;
  /** What follows FROM; `t` is the table. */
  readonly from: string;
  /** The course's id. */
  readonly course: string;
  /** Columns whose sums are compared. */
  readonly sums: readonly string[];
}

/** What changes without anything that a backup is for: logs, visits, and Moodle's own work on backups. */
const LEFT_OUT = /^(logstore_|log$|log_|user_lastaccess$|backup_|task_|upgrade_|config|context$|stats_)/;
const LEFT_OUT_COLUMNS: Readonly<Record<string, readonly string[]>> = { course: ['cacherev'] };
/** More steps lead to tables that have nothing to do with the course any more. */
const MOST_STEPS = 4;

/** Every context of a course: its own, those of its activities, and of the blocks on its page. */
const CONTEXTS = `(SELECT id, instanceid AS course FROM {context} WHERE contextlevel = 50
         UNION ALL SELECT x.id, m.course FROM {context} x JOIN {course_modules} m ON m.id = x.instanceid WHERE x.contextlevel = 70
         UNION ALL SELECT x.id, p.instanceid FROM {context} x JOIN {block_instances} b ON b.id = x.instanceid
                     JOIN {context} p ON p.id = b.parentcontextid AND p.contextlevel = 50 WHERE x.contextlevel = 80)`;

/** The tables from whose rows keys lead to a course: by a column of their own, by a context, or over other tables. */
export function courseTables(descriptions: readonly TableDescription[], schema: SiteSchema): CourseTable[] {
  const known = new Map(descriptions.filter(({ name }) => schema.hasTable(name)).map((table) => [table.name, table]));
  return [...known.values()].flatMap(({ name }) => {
    if (LEFT_OUT.test(name)) return [];
    const way = wayToCourse(name, known, schema);
    if (way === null) return [];
    const left = LEFT_OUT_COLUMNS[name] ?? [];
    const sums = schema
      .columns(name)
      .filter(({ type, name: column }) => ['int', 'number'].includes(type) && column !== 'id' && !left.includes(column))
      .map((column) => column.name);
    // Moodle keeps its own backups among the files of the course.
    const own = name === 'files' ? " WHERE t.component <> 'backup'" : '';
    return [{ table: name, from: `{${name}} t${way.joins}${own}`, course: way.course, sums }];
  });
}

interface Way {
  readonly joins: string;
  readonly course: string;
}

/** The shortest way. */
function wayToCourse(table: string, known: ReadonlyMap<string, TableDescription>, schema: SiteSchema): Way | null {
  let places = [{ table, alias: 't', joins: '' }];
  for (let step = 0; step < MOST_STEPS; step++) {
    const next: typeof places = [];
    for (const place of places) {
      const column =
        place.table === 'course' ? 'id' : ['course', 'courseid'].find((name) => schema.hasColumn(place.table, name));
      if (column) return { joins: place.joins, course: `${place.alias}.${column}` };
      for (const { columns, referencedTable, referencedColumns } of known.get(place.table)?.foreignKeys ?? []) {
        const [from] = columns;
        if (columns.length !== 1 || referencedColumns.join() !== 'id' || !from) continue;
        if (!schema.hasColumn(place.table, from) || referencedTable === place.table) continue;
        const alias = `j${step}`;
        if (referencedTable === 'context') {
          return { joins: `${place.joins} JOIN ${CONTEXTS} k ON k.id = ${place.alias}.${from}`, course: 'k.course' };
        }
        if (!known.has(referencedTable)) continue;
        const joins = `${place.joins} JOIN {${referencedTable}} ${alias} ON ${alias}.id = ${place.alias}.${from}`;
        next.push({ table: referencedTable, alias, joins });
      }
    }
    places = next;
  }
  return null;
}
