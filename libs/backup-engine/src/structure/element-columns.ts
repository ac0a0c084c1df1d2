import type { SiteSchema } from '@coursekeep/moodle-site';
import {
  type ElementDefinition,
  type QuerySource,
  type Source,
  type Sql,
  columnsIn,
  valueNames,
} from '@coursekeep/definitions';

/** The values that an element wants of its source, by name, with the SQL that gives each (a text where it is none of a query); those that this site's schema does
 *  not have are left out. `alias` is that of the element's table. */
export function selectedColumns(
  definition: ElementDefinition,
  source: Source,
  alias: string | undefined,
  schema: SiteSchema,
): Map<string, string | Sql> {
  const selected = new Map<string, string | Sql>();
  for (const name of valueNames(definition)) {
    const expression = columnExpression(definition, source, alias, name, schema);
    if (expression !== null) selected.set(name, expression);
  }
  return selected;
}

function columnExpression(
  definition: ElementDefinition,
  source: Source,
  alias: string | undefined,
  name: string,
  schema: SiteSchema,
): string | Sql | null {
  if (source.kind === 'task') return name in source.columns ? name : null;
  if (source.kind === 'computed' || source.kind === 'given') return name;
  const names = [name, ...Object.keys(definition.aliases).filter((column) => definition.aliases[column] === name)];
  for (const candidate of names) {
    if (source.kind === 'table' && schema.hasColumn(source.table, candidate)) return `${alias}."${candidate}"`;
    const expression = source.kind === 'query' ? querySelection(source, candidate, schema) : null;
    if (expression !== null) return expression;
  }
  return null;
}

/** The SQL that a query gives for a name; null where it has none on this site. */
export function querySelection(source: QuerySource, name: string, schema: SiteSchema): Sql | null {
  const expression = source.columns[name];
  if (expression !== undefined) {
    const isThere = columnsIn(expression).every(([table, column]) => schema.hasColumn(table, column));
    return isThere ? expression : null;
  }
  const owner = source.all.find(({ table }) => schema.hasColumn(table, name));
  return owner ? { chunks: [{ kind: 'column', ...owner, column: name }] } : null;
}
