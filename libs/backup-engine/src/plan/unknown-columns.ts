import { tableDescriptions, type SiteSchema } from '@coursekeep/moodle-site';
import type { BackupJob } from '../controller/backup-job';
import {
  type ColumnPath,
  type DefinitionRegistry,
  type ElementDefinition,
  finalDocuments,
  type Node,
  OLDER_COLUMNS,
  type Source,
  columnsIn,
  columnsOfValue,
  tieColumns,
  valueNames,
} from '@coursekeep/definitions';
import { warning } from '@coursekeep/errors';

/** Names in a notice the columns of Moodle's own tables that nobody knows here, of tables that have rows in the backup. */
export function reportUnknownColumns(job: BackupJob, registry: DefinitionRegistry, tables: Iterable<string>): void {
  const unknown = unknownColumns(tables, job.site.schema, registry);
  if (unknown.length === 0) return;
  const are = unknown.length === 1 ? 'It is' : 'They are';
  job.warn(warning('column-not-known', `${are} ${unknown.join(', ')}.`));
}

/** The columns (`page.colour`) that a site has in these tables, as far as they are Moodle's own, and that no definition
 *  names and no known Moodle has. */
export function unknownColumns(
  tables: Iterable<string>,
  schema: SiteSchema,
  registry: DefinitionRegistry,
): readonly string[] {
  const added = [...tables].flatMap((table) => {
    const known = ofMoodle.get(table);
    const columns = known ? schema.columns(table).filter(({ name }) => !known.has(name)) : [];
    return columns.map(({ name }) => `${table}.${name}`);
  });
  if (added.length === 0) return [];
  const named = columnsNamed(registry);
  return added.filter((column) => !named.has(column)).sort();
}

/** By table. */
const ofMoodle = new Map(
  tableDescriptions.map(({ name, columns }) => [name, new Set(columns.map((column) => column.name))] as const),
);
for (const [table, columns] of Object.entries(OLDER_COLUMNS)) {
  ofMoodle.set(table, new Set(['id', ...columns.split(' '), ...(ofMoodle.get(table) ?? [])]));
}

/** The columns that any definition names, by which it finds rows, sorts them or shows what is in them. */
function columnsNamed(registry: DefinitionRegistry): ReadonlySet<string> {
  const named = new Set<string>();
  const documents = [...SCOPES.flatMap((scope) => registry.of(scope)), ...Object.values(finalDocuments)];
  documents.forEach(({ root }) => collect(root));
  registry.plugins().forEach(({ children }) => children.forEach(collect));
  return named;

  function collect(node: Node): void {
    if (node.kind === 'point') return;
    const sources = node.source?.kind === 'first of' ? node.source.sources : [node.source];
    for (const source of sources) if (source) columnsOf(node, source).forEach((path) => named.add(path.join('.')));
    node.children.forEach(collect);
  }
}

function columnsOf(element: ElementDefinition, source: Source): ColumnPath[] {
  const shown = [...valueNames(element)].flatMap((name) => columnsOfValue(element, source, name));
  const sorting = source.kind === 'query' ? [source.key, ...source.orderBy].flatMap(columnsIn) : [];
  return [...shown, ...tieColumns(source), ...sorting];
}

const SCOPES = ['course', 'section', 'activity', 'block'] as const;
