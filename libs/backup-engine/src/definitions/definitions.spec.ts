import { tableDescriptions } from '@coursekeep/moodle-site';
import * as definitions from '.';
import type { ElementDefinition, Node } from '../structure/definition';

/** All elements of all definitions, each with the path of names to it. */
function* elements(): Generator<[string, ElementDefinition]> {
  const { PLUGINS, finalDocuments, ...lists } = definitions;
  const documents = [...Object.values(lists).flat(), ...Object.values(finalDocuments)];
  for (const { scope, file, root } of documents) yield* below(root, `${scope} ${file}`);
  for (const { point, plugin, children } of PLUGINS)
    for (const child of children) yield* below(child, `${point} ${plugin}`);
}

function* below(node: Node, path: string): Generator<[string, ElementDefinition]> {
  if (node.kind === 'point') return;
  yield [`${path} ${node.name}`, node];
  for (const child of node.children) yield* below(child, `${path} ${node.name}`);
}

const columnsOf = new Map(
  tableDescriptions.map((table) => [table.name, new Set(table.columns.map(({ name }) => name))]),
);

describe('the definitions', () => {
  it('name tables and columns that Moodle has', () => {
    const unknown = [...elements()].flatMap(([path, { source }]) => {
      if (source?.kind === 'table') {
        const columns = columnsOf.get(source.table);
        const named = [...Object.keys(source.where), ...source.orderBy.split(/,\s*/)];
        return named.filter((column) => !columns?.has(column)).map((column) => `${path}: ${source.table}.${column}`);
      }
      if (source?.kind !== 'query') return [];
      const named = [...source.join.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
      return named.filter((table) => !columnsOf.has(table)).map((table) => `${path}: ${table}`);
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
        source?.kind === 'query' && /^JOIN \{\w+\} \$\w+ ON \$\w+\.id = :parent\.id$/.test(source.join),
    );
    expect(twice.map(([path]) => path)).toEqual([]);
  });

  it('tie every row to what is above it', () => {
    const loose = [...elements()].filter(([, { source }]) => {
      if (source?.kind === 'table') return Object.values(source.where).every((value) => typeof value !== 'object');
      return source?.kind === 'query' && !/:\w+\.|@\w+/.test(source.join);
    });
    expect(loose.map(([path]) => path)).toEqual([]);
  });
});
