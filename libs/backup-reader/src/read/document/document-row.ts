import type { ElementDefinition } from '@coursekeep/definitions';

/** One record of a document: an element with its attributes and fields, without the records inside it. */
export interface DocumentRow {
  /** The element's name. */
  readonly name: string;
  /** Names of the elements from the root to this one, joined by `/`. */
  readonly path: string;
  /** What the definitions say of this element; null where they do not know it (another program's, a plugin's). */
  readonly definition: ElementDefinition | null;
  /** Attributes and fields by name; null where the document says NULL. */
  readonly values: ReadonlyMap<string, string | null>;
  /** Fields whose value is encrypted by the site that made the backup. */
  readonly encrypted: ReadonlySet<string>;
  /** The nearest record around this one. */
  readonly parent: DocumentRow | null;
}

/** How NULL is written. */
export const NULL_VALUE = '$@NULL@$';

/** A value as text, empty where it is NULL or absent. */
export function textOf(row: DocumentRow, name: string): string {
  return row.values.get(name) ?? '';
}

/** A value as a number; null where it is none. */
export function numberOf(row: DocumentRow, name: string): number | null {
  const text = row.values.get(name);
  if (text === undefined || text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
