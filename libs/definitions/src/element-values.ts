import { columnsIn, type ColumnPath } from './source-on-site';
import type { ElementDefinition } from './language/elements';
import type { Source } from './language/sources';

/** The names of the values that an element wants of its source. */
export function valueNames({ attributes, fields, refers, files }: ElementDefinition): ReadonlySet<string> {
  return new Set([
    ...attributes,
    ...fields.map((field) => field.name),
    ...refers.map((reference) => reference.field),
    ...files.flatMap((area) => (area.item !== null && !area.itemElement ? [area.item] : [])),
  ]);
}

/** The columns that may give an element a value of this name, whether a site has them or not. */
export function columnsOfValue({ aliases }: ElementDefinition, source: Source, name: string): ColumnPath[] {
  const names = [name, ...Object.keys(aliases).filter((column) => aliases[column] === name)];
  if (source.kind === 'table') return names.map((column) => [source.table, column]);
  if (source.kind !== 'query') return [];
  return names.flatMap((column) =>
    source.columns[column] === undefined
      ? source.all.map(({ table }): ColumnPath => [table, column])
      : columnsIn(source.columns[column]),
  );
}
