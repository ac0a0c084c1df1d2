import type { Row, Value } from './reader';

/** Rows as objects by column name. Later columns of the same name win, as in PHP. */
export function namedRows(columns: readonly string[], rows: readonly Row[]): Record<string, Value>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, position) => [column, row[position] ?? null])));
}

/** The length of a row's values in characters, to bound batches by size. */
export function rowCharacters(row: Row): number {
  let characters = 0;
  for (const value of row) characters += value === null ? 1 : value.length + 1;
  return characters;
}
