import type { TaskVariable } from '@coursekeep/definitions';
import { Known, PhpArray, type Value } from '../php/values';

/** Values that have a meaning of their own in the backup code of plugins. */
export const taskValue = (variable: TaskVariable): Known => new Known('task', variable);
export const literal = (value: Value): Known => new Known('literal', value);

/** Rows of a table that a plugin asks for while it declares: tied to the task alone. */
export interface RowOfSite {
  readonly table: string;
  readonly where: Readonly<Record<string, RowValue>>;
}
export type RowValue = string | number | null | { readonly kind: 'task'; readonly variable: TaskVariable };

/** The text of a backup in which a plugin encodes its links, with what it has replaced so far. */
export interface Replacement {
  readonly pattern: string;
  readonly replacement: string;
}

/** Stands for the address of the site in patterns, and for it percent-encoded. */
export const ROOT_MARK = '\uE000';
export const ENCODED_ROOT_MARK = '\uE001';

/** The conditions of `$DB->get_record` and the like; null where they are more than equality with what the task gives. */
export function rowWhere(conditions: Value): Record<string, RowValue> | null {
  if (conditions === null) return {};
  if (!(conditions instanceof PhpArray)) return null;
  const where: Record<string, RowValue> = {};
  for (const [column, value] of conditions.entries) {
    if (value === null || typeof value === 'string' || typeof value === 'number') where[column] = value;
    else if (typeof value === 'boolean') where[column] = Number(value);
    else if (value instanceof Known && value.meaning === 'task') {
      where[column] = { kind: 'task', variable: value.detail as TaskVariable };
    } else return null;
  }
  return where;
}
