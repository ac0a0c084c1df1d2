import type { Query, SiteConnection, Value } from '../database/reader';
import { ContextLevel } from './contexts';
import type { CourseSummary } from './site-access';

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
                  ctx.id AS contextid, ctx.path AS contextpath
             FROM {course} c
             JOIN {context} ctx ON ctx.contextlevel = ${ContextLevel.course} AND ctx.instanceid = c.id
        LEFT JOIN {course_categories} cc ON cc.id = c.category
            WHERE ${condition}`,
    parameters,
  });
  return rows.map((row) => ({ course: summary(row), contextPath: row.contextpath || `/${row.contextid}` }));
}

function summary(row: Record<string, Value>): CourseSummary {
  return {
    id: Number(row.id),
    shortname: row.shortname ?? '',
    fullname: row.fullname ?? '',
    categoryId: Number(row.category),
    categoryName: row.categoryname ?? '',
    visible: row.visible === '1',
    contextId: Number(row.contextid),
  };
}

const names = new Intl.Collator('en', { numeric: true });

/** By full name, then id: the same order on every database. */
export function byFullName(one: CourseSummary, other: CourseSummary): number {
  return names.compare(one.fullname, other.fullname) || one.id - other.id;
}
