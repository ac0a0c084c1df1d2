import type { Rewrite } from '../../language/elements';

/** What becomes of the values of a grade item: a calculation with an item of an activity that is left out would be wrong
 *  after a restore, so that the item has none. */
export const GRADE_ITEM_REWRITES: Readonly<Record<string, Rewrite>> = {
  calculation: (value, { annotated }) => (usesItems(value, annotated(LEFT_OUT_GRADE_ITEM)) ? null : value),
};

/** The name under which the grade items of activities that are left out are found. */
export const LEFT_OUT_GRADE_ITEM = 'left_out_grade_item';

/** Does a calculation (`=sum(##gi12##, ##gi13##)`) use one of these grade items? */
export function usesItems(calculation: string | null, items: readonly number[]): boolean {
  return [...(calculation ?? '').matchAll(/##gi(\d+)##/g)].some(([, id]) => items.includes(Number(id)));
}
