import type { InforefItem } from './items';

/** What a task (a course, section, activity or block that is backed up) knows of itself, by Moodle's names. */
export const TASK_VARIABLES = [
  'course',
  'context',
  'section',
  'module',
  'instance',
  'modname',
  'block',
  'blockname',
] as const;
export type TaskVariable = (typeof TASK_VARIABLES)[number];

/** A value that ties an element's rows to their surroundings. */
export type Operand =
  | { readonly kind: 'task'; readonly variable: TaskVariable }
  | { readonly kind: 'ancestor'; readonly element: string | null; readonly column: string }
  | { readonly kind: 'annotated'; readonly item: `${InforefItem}final` }
  | { readonly kind: 'not'; readonly value: string | number }
  | string
  | number
  | null;

/** An operand that needs no element around it. */
export type SiteOperand = Extract<Operand, { readonly kind: 'task' } | string | number | null>;

/** A variable of the task. */
export const task = (variable: TaskVariable): { kind: 'task'; variable: TaskVariable } => ({ kind: 'task', variable });
/** A column of the nearest ancestor that has rows. */
export const parent = (column: string): Operand => ({ kind: 'ancestor', element: null, column });
/** A column of the ancestor of that element name. */
export const ancestor = (element: string, column: string): Operand => ({ kind: 'ancestor', element, column });
/** Any of the ids collected so far under this name. */
export const annotated = (item: `${InforefItem}final`): Operand => ({ kind: 'annotated', item });
/** Anything but this value; NULL does not count as anything. */
export const not = (value: string | number): Operand => ({ kind: 'not', value });

/** A value that an import writes besides those that the element shows. `own`: one that the element shows under another
 *  name; `named`: the id of the row of `table` that has this `name`; `text`: with something before it. */
export type WriteOperand =
  | Operand
  | { readonly kind: 'own'; readonly field: string }
  | { readonly kind: 'named'; readonly table: string; readonly name: WriteOperand }
  | { readonly kind: 'text'; readonly before: string; readonly value: WriteOperand };

/** A value that the element itself shows. */
export const own = (field: string): WriteOperand => ({ kind: 'own', field });
/** The id of the row with this name in a table that has a column `name`. */
export const named = (table: string, name: WriteOperand): WriteOperand => ({ kind: 'named', table, name });
/** A value with a text before it. */
export const prefixed = (before: string, value: WriteOperand): WriteOperand => ({ kind: 'text', before, value });
