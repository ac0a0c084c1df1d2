import { tableDescriptions } from '@coursekeep/moodle-site';
import {
  DefinitionRegistry,
  finalDocuments,
  type ElementDefinition,
  equalitiesIn,
  type Node,
  type Source,
  columnsIn,
  tablesOf,
} from '@coursekeep/definitions';

/** Tables, and columns of today's, that only older versions of Moodle have: a `firstOf` may name them after those of today, a
 *  source with `before` alone. */
const OLDER_TABLES: [string, Set<string>][] = [
  ['scorm_scoes_track', new Set(['id', 'userid', 'scormid', 'scoid', 'attempt', 'element', 'value', 'timemodified'])],
  ['assignment', new Set(['id'])],
  ['assignment_submissions', new Set(['id', 'assignment'])],
  ['quiz_slot_tags', new Set(['id', 'slotid', 'tagid', 'tagname'])],
  ...['course_modules_availability', 'course_sections_availability'].map((table): [string, Set<string>] => [
    table,
    new Set([
      'id',
      'coursemoduleid',
      'coursesectionid',
      'sourcecmid',
      'requiredcompletion',
      'gradeitemid',
      'grademin',
      'grademax',
    ]),
  ]),
  ...['course_modules_avail_fields', 'course_sections_avail_fields'].map((table): [string, Set<string>] => [
    table,
    new Set([
      'id',
      'coursemoduleid',
      'coursesectionid',
      'userfield',
      'customfield',
      'customfieldtype',
      'operator',
      'value',
    ]),
  ]),
];
const OLDER_COLUMNS: Readonly<Record<string, readonly string[]>> = { question: ['category'] };

type ReadElement = ElementDefinition & { readonly source: Source | null };

/** All elements of all definitions, each with the path of names to it, and once for each of the sources that it may have. */
function* elements(): Generator<[string, ReadElement]> {
  const registry = DefinitionRegistry.core();
  const scopes = ['course', 'section', 'activity', 'block'] as const;
  const documents = [...scopes.flatMap((scope) => registry.of(scope)), ...Object.values(finalDocuments)];
  for (const { scope, file, root } of documents) yield* below(root, `${scope} ${file}`);
  for (const { point, plugin, children } of registry.plugins())
    for (const child of children) yield* below(child, `${point} ${plugin}`);
}

function* below(node: Node, path: string): Generator<[string, ReadElement]> {
  if (node.kind === 'point') return;
  const { source: declared } = node;
  const sources = declared?.kind === 'first of' ? declared.sources : [declared];
  for (const source of sources) yield [`${path} ${node.name}`, { ...node, source }];
  for (const child of node.children) yield* below(child, `${path} ${node.name}`);
}

const columnsOf = new Map([
  ...tableDescriptions.map((table): [string, Set<string>] => [
    table.name,
    new Set(table.columns.map(({ name }) => name)),
  ]),
  ...OLDER_TABLES,
]);

describe('the definitions', () => {
  it('name tables and columns that Moodle has', () => {
    const unknown = [...elements()].flatMap(([path, { source }]) => {
      if (source?.kind === 'table') {
        const columns = columnsOf.get(source.table);
        const older = source.before ? OLDER_COLUMNS[source.table] : undefined;
        const named = [...Object.keys(source.where), ...source.orderBy.split(/,\s*/)];
        return named
          .filter((column) => !columns?.has(column) && !older?.includes(column))
          .map((column) => `${path}: ${source.table}.${column}`);
      }
      if (source?.kind !== 'query') return [];
      const tables = tablesOf(source).filter((table) => !columnsOf.has(table));
      const columns = [source.join, source.key, ...source.orderBy, ...Object.values(source.columns)]
        .flatMap(columnsIn)
        .filter(([table, column]) => columnsOf.has(table) && !columnsOf.get(table)?.has(column));
      return [...tables, ...columns.map((column) => column.join('.'))].map((name) => `${path}: ${name}`);
    });
    expect(unknown).toEqual([]);
  });

  it('refer only to fields that the element gives', () => {
    const lost = [...elements()].flatMap(([path, { refers, source, fields, attributes }]) => {
      const given = new Set([...attributes, ...fields.map(({ name }) => name)]);
      const columns = source?.kind === 'table' ? columnsOf.get(source.table) : undefined;
      return refers
        .filter(({ field }) => !given.has(field) && !columns?.has(field))
        .map(({ field }) => `${path}: ${field}`);
    });
    expect(lost).toEqual([]);
  });

  // MariaDB may read such a table from its start to its end, whatever the course.
  it('do not join a row to itself by its id alone', () => {
    const twice = [...elements()].filter(
      ([, { source }]) =>
        source?.kind === 'query' &&
        source.join.chunks.map(({ kind }) => kind).join(' ') === 'text table text column text ancestor' &&
        equalitiesIn(source.join).some(
          ({ left, right }) => left.column === 'id' && right.kind === 'ancestor' && right.column === 'id',
        ),
    );
    expect(twice.map(([path]) => path)).toEqual([]);
  });

  it('tie every row to what is above it', () => {
    const loose = [...elements()].filter(([, { source }]) => {
      if (source?.kind === 'table') return Object.values(source.where).every((value) => typeof value !== 'object');
      const ties = ['task', 'ancestor', 'collected'];
      return source?.kind === 'query' && !source.join.chunks.some(({ kind }) => ties.includes(kind));
    });
    expect(loose.map(([path]) => path)).toEqual([]);
  });
});
