import type { Query, SiteConnection, Value } from '../database/reader';
import { ContextLevel } from './contexts';
import type { CourseSummary } from './site-access';
import { unmadeContextId } from './unmade-contexts';

/** A course with the path of its context. */
export interface CourseWithPath {
  readonly course: CourseSummary;
  readonly contextPath: string;
}

/** Courses that a condition on the tables c (course), ctx (its context) and cc (its category) selects. */
export async function readCourses(
  database: SiteConnection,
  condition: string,
  parameters: Query['parameters'] = [],
): Promise<CourseWithPath[]> {
  const rows = await database.all({
    text: `SELECT c.id, c.shortname, c.fullname, c.category, cc.name AS categoryname, c.visible,
                  cc.path AS categorypath, ctx.id AS contextid, ctx.path AS contextpath
             FROM {course} c
        LEFT JOIN {context} ctx ON ctx.contextlevel = ${ContextLevel.course} AND ctx.instanceid = c.id
        LEFT JOIN {course_categories} cc ON cc.id = c.category
            WHERE ${condition}`,
    parameters,
  });
  const above = await readPathsAbove(
    database,
    rows.filter(({ contextid }) => !contextid),
  );
  return rows.map((row) => {
    const course = summary(row);
    return { course, contextPath: row.contextpath || `${above(row)}/${course.contextId}` };
  });
}

/** The paths of the contexts in which courses are that have none yet; they are read in one query, where there are any. */
async function readPathsAbove(
  database: SiteConnection,
  without: readonly Record<string, Value>[],
): Promise<(row: Record<string, Value>) => string> {
  if (without.length === 0) return () => '';
  const categories = (row: Record<string, Value>) => (row.categorypath ?? '').split('/').filter((id) => id !== '');
  const contexts = await database.all({
    text: `SELECT id, contextlevel, instanceid FROM {context}
            WHERE contextlevel = ${ContextLevel.system} OR (contextlevel = ${ContextLevel.category} AND instanceid IN (?))`,
    parameters: [[...new Set(without.flatMap(categories))]],
  });
  const system = contexts.find(({ contextlevel }) => contextlevel === String(ContextLevel.system))?.id ?? '';
  const made = new Map(contexts.map(({ contextlevel, instanceid, id }) => [`${contextlevel}/${instanceid}`, id]));
  const contextOf = (category: string) =>
    made.get(`${ContextLevel.category}/${category}`) ?? unmadeContextId(ContextLevel.category, Number(category));
  return (row) => (row.contextid ? '' : `/${[system, ...categories(row).map(contextOf)].join('/')}`);
}

function summary(row: Record<string, Value>): CourseSummary {
  return {
    id: Number(row.id),
    shortname: row.shortname ?? '',
    fullname: row.fullname ?? '',
    categoryId: Number(row.category),
    categoryName: row.categoryname ?? '',
    visible: row.visible === '1',
    contextId: row.contextid ? Number(row.contextid) : unmadeContextId(ContextLevel.course, Number(row.id)),
  };
}
