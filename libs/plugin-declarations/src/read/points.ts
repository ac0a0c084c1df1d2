import type { DocumentDefinition, ElementDefinition, Node, PluginDefinition } from '@coursekeep/definitions';
import { definedLevel, type Level } from '../convert/levels';

/** A place where plugins add elements, and the elements it stands in, from the top down. */
export interface Point {
  readonly name: string;
  readonly levels: readonly Level[];
}

/** The plugin points of documents, by name. One that stands in several places is taken where it stands first. */
export function pointsOf(
  documents: readonly DocumentDefinition[],
  plugins: readonly PluginDefinition[],
): ReadonlyMap<string, Point> {
  const points = new Map<string, Point>();
  const walk = (node: Node, above: readonly ElementDefinition[]): void => {
    if (node.kind === 'element') return node.children.forEach((child) => walk(child, [...above, node]));
    if (!points.has(node.name)) points.set(node.name, { name: node.name, levels: above.map(definedLevel) });
  };
  for (const { root } of documents) walk(root, []);
  // What a plugin adds at a point may have points of its own.
  for (const { children } of plugins) for (const child of children) walk(child, []);
  return points;
}

/** `define_submission_subplugin_structure` of the point `assignsubmission_submission_subplugin`. */
export function methodOfPoint(
  point: string,
  type: string,
): { method: string; element: string; isSubplugin: boolean } | null {
  const rest = point.startsWith(`${type}_`) ? point.slice(type.length + 1) : '';
  const match = /^(\w+)_(sub)?plugin$/.exec(rest);
  if (!match?.[1]) return null;
  const isSubplugin = match[2] !== undefined;
  return {
    method: `define_${match[1]}_${isSubplugin ? 'subplugin' : 'plugin'}_structure`,
    element: match[1],
    isSubplugin,
  };
}
