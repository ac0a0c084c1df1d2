import type { DocumentDefinition, DocumentScope, PluginDefinition } from '../language/documents';
import type { ElementDefinition, Node } from '../language/elements';

/** A place where plugins add elements: the kind of document, and the elements around it. */
export interface PointPlace {
  readonly scope: DocumentScope;
  readonly above: readonly ElementDefinition[];
}

/** All places of all plugin points, by the names of the points. A point may stand in what a plugin adds at another. */
export function pointPlaces(
  documents: readonly DocumentDefinition[],
  plugins: readonly PluginDefinition[],
): ReadonlyMap<string, readonly PointPlace[]> {
  const places = new Map<string, PointPlace[]>();
  const walk = (node: Node, scope: DocumentScope, above: readonly ElementDefinition[]): void => {
    if (node.kind === 'element') return node.children.forEach((child) => walk(child, scope, [...above, node]));
    const there = places.get(node.name) ?? [];
    places.set(node.name, there);
    there.push({ scope, above });
    // A plugin that adds its own point inside itself would have no end.
    const inside = plugins.filter(({ point }) => point === node.name && there.length < MOST_PLACES);
    for (const { children } of inside) children.forEach((child) => walk(child, scope, above));
  };
  for (const { root, scope } of documents) walk(root, scope, []);
  return places;
}

const MOST_PLACES = 100;
