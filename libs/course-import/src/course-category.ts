import { ContextLevel } from '@coursekeep/moodle-site';
import type { SiteWriter } from '@coursekeep/embedded-site';
import type { Claims } from './claims';
import type { Contexts } from './contexts';
import type { IdMap } from './id-map';
import { ImportError } from './import-error';

/** The category into which the course goes. */
export interface CourseCategory {
  readonly id: number;
  readonly context: { readonly id: number; readonly path: string };
}

/** The category with this id, whatever the backup's own is called. Before the ids are settled. Rejects with ImportError. */
export async function givenCategory(
  id: number,
  claims: Claims,
  ids: IdMap,
  writer: SiteWriter,
): Promise<CourseCategory> {
  const [context] = await writer.read(
    `SELECT x.id, x.path FROM mdl_context x JOIN mdl_course_categories c ON c.id = x.instanceid
      WHERE x.contextlevel = 40 AND c.id = ?`,
    [id],
  );
  if (!context) throw new ImportError('category-unknown', `There is no category ${id} on this site.`);
  const { category, categoryContext } = claims;
  if (category) ids.match('course_categories', category.id, id);
  if (categoryContext) ids.match('context', categoryContext, Number(context.id));
  return { id, context: { id: Number(context.id), path: String(context.path) } };
}

/** The category of that name, where the site has one. Before the ids are settled. */
export async function findCategory(claims: Claims, ids: IdMap, writer: SiteWriter): Promise<CourseCategory | null> {
  const { category, categoryContext: oldContext } = claims;
  if (category) {
    const sql = 'SELECT id FROM mdl_course_categories WHERE name = ? ORDER BY id = ? DESC, id LIMIT 1';
    const [known] = await writer.read(sql, [category.name, category.id]);
    if (known) {
      const id = Number(known.id);
      ids.match('course_categories', category.id, id);
      const [context] = await writer.read(
        'SELECT id, path FROM mdl_context WHERE contextlevel = 40 AND instanceid = ?',
        [id],
      );
      if (context && oldContext) ids.match('context', oldContext, Number(context.id));
      if (context) return { id, context: { id: Number(context.id), path: String(context.path) } };
    }
  }
  if (oldContext && !ids.isClaimed('context', oldContext)) ids.claim('context', oldContext);
  return null;
}

/** A new category of that name. After the ids are settled. */
export async function addCategory(
  claims: Claims,
  ids: IdMap,
  writer: SiteWriter,
  contexts: Contexts,
): Promise<CourseCategory> {
  const { category, categoryContext: oldContext } = claims;
  const id = category ? (ids.of('course_categories', category.id) ?? category.id) : await ids.next('course_categories');
  await writer.insert('course_categories', {
    id,
    name: category?.name ?? 'Imported',
    parent: 0,
    sortorder: 10_000 * id,
    coursecount: 1,
    descriptionformat: 1,
    depth: 1,
    path: `/${id}`,
    timemodified: 0,
  });
  return { id, context: await contexts.add(ContextLevel.category, id, oldContext, contexts.system) };
}
