import { type Context, ContextLevel, type Site } from '@coursekeep/moodle-site';
import { RestoreError } from '../restore-error';

/** The category, for who may restore courses into it. Rejects with RestoreError: `category-unknown` or `not-allowed`. */
export async function enterCategory(site: Site, userId: number, categoryId: number): Promise<TargetCategory> {
  const category = await targetCategory(site, userId, categoryId);
  const missing = await missingRights(site, userId, category.context, { people: false, newPeople: false });
  if (missing.length > 0) throw notAllowed(missing, category.name);
  return category;
}

/** What is said to who lacks capabilities in a category. */
export function notAllowed(rights: readonly string[], category: string): RestoreError {
  return new RestoreError(
    'not-allowed',
    `You may not restore this into the category “${category}”: ${rights.join(', ')} is missing.`,
  );
}

/** Where a new course goes. */
export interface TargetCategory {
  readonly id: number;
  readonly name: string;
  readonly context: Context;
}

/** What a backup holds that needs a right of its own. */
export interface RightsNeeded {
  /** It has people in it. */
  readonly people: boolean;
  /** Of these, some are not on the site and would be made. */
  readonly newPeople: boolean;
}

/** The category a course goes into, which the person may see. Rejects with RestoreError `category-unknown`: one that is hidden
 *  from her is as one that is not there. */
async function targetCategory(site: Site, userId: number, categoryId: number): Promise<TargetCategory> {
  const unknown = new RestoreError('category-unknown', `There is no category ${categoryId} on this site for you.`);
  if (!Number.isSafeInteger(categoryId) || categoryId < 1) throw unknown;
  const query = 'SELECT name, visible FROM {course_categories} WHERE id = ?';
  const [row] = await site.database.all({ text: query, parameters: [categoryId] });
  const context = row ? await site.access.context(ContextLevel.category, categoryId) : null;
  if (!row || !context) throw unknown;
  // Moodle hides what is in a hidden category by a mark on each category below it, too.
  if (
    row.visible === '0' &&
    !(await site.access.hasCapability(userId, 'moodle/category:viewhiddencategories', context))
  )
    throw unknown;
  return { id: categoryId, name: row.name ?? '', context };
}

/** The capabilities that the person lacks in the category to restore such a backup by hand. Moodle's command acts as an
 *  administrator and asks for none of them. */
export async function missingRights(
  site: Site,
  userId: number,
  context: Context,
  needed: RightsNeeded,
): Promise<string[]> {
  const names = [
    'moodle/restore:restorecourse',
    'moodle/course:create',
    ...(needed.people ? ['moodle/restore:userinfo'] : []),
    ...(needed.newPeople ? ['moodle/restore:createuser'] : []),
  ];
  const has = await Promise.all(names.map((name) => site.access.hasCapability(userId, name, context)));
  return names.filter((_, at) => !has[at]);
}
