import type { Node } from '../../structure/definition';
import type { DefinitionRegistry } from '../registry';

/** The names of all tables that the definitions of activities and of plugins read. */
export function tablesRead(registry: DefinitionRegistry): ReadonlySet<string> {
  const tables = new Set<string>();
  for (const { root } of registry.of('activity')) collect(root);
  return tables;

  function collect(node: Node): void {
    if (node.kind === 'point') {
      for (const { children } of registry.pluginsAt(node.name)) children.forEach(collect);
      return;
    }
    const { source, children } = node;
    if (source?.kind === 'table') tables.add(source.table);
    if (source?.kind === 'query') for (const [, table = ''] of source.join.matchAll(/\{(\w+)\}/g)) tables.add(table);
    children.forEach(collect);
  }
}
