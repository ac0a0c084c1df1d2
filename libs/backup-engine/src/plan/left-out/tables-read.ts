import type { SiteSchema } from '@coursekeep/moodle-site';
import {
  type DocumentScope,
  type Node,
  sourceOnSite,
  tablesOf,
  type DefinitionRegistry,
} from '@coursekeep/definitions';

/** The names of all tables of a site that definitions of documents and of plugins read. */
export function tablesRead(registry: DefinitionRegistry, schema: SiteSchema): ReadonlySet<string> {
  const tables = new Set<string>();
  for (const scope of SCOPES_OF_PLUGINS) for (const { root } of registry.of(scope)) collect(root);
  return tables;

  function collect(node: Node): void {
    if (node.kind === 'point') {
      for (const { children } of registry.pluginsAt(node.name)) children.forEach(collect);
      return;
    }
    const source = node.source && sourceOnSite(node.source, schema);
    if (source) for (const table of tablesOf(source)) tables.add(table);
    node.children.forEach(collect);
  }
}

/** Where definitions may be registered. */
const SCOPES_OF_PLUGINS: readonly DocumentScope[] = ['course', 'section', 'activity', 'block'];
