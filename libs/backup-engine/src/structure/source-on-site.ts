import type { SiteSchema } from '@coursekeep/moodle-site';
import type { DeclaredSource, Node, Source } from './definition';

type Tables = Pick<SiteSchema, 'hasTable' | 'hasColumn'>;

/** The source by which a site with these tables is read; null where it lacks some of each. */
export function sourceOnSite(declared: DeclaredSource, site: Tables): Source | null {
  const sources = declared.kind === 'first of' ? declared.sources : [declared];
  return (
    sources.find((source) => tablesOf(source).every((table) => site.hasTable(table)) && isOfItsVersion(source, site)) ??
    null
  );
}

/** Whether a site is old enough for a source that newer versions have replaced: without what replaced it, and with the
 *  columns that tie its rows. */
function isOfItsVersion(source: Source, site: Tables): boolean {
  if ((source.kind !== 'table' && source.kind !== 'query') || !source.before) return true;
  if (site.hasTable(source.before)) return false;
  return source.kind === 'query' || Object.keys(source.where).every((column) => site.hasColumn(source.table, column));
}

/** Whether a site with these tables has anything of an element: what only holds elements of which it has no table is of
 *  another version of Moodle, as they are. */
export function isOnSite(node: Node, site: Tables): boolean {
  if (node.kind === 'point') return true;
  if (node.source) return sourceOnSite(node.source, site) !== null;
  return node.fields.length > 0 || node.children.length === 0 || node.children.some((child) => isOnSite(child, site));
}

/** The tables that a source reads. */
export function tablesOf(source: Source): string[] {
  if (source.kind === 'table') return [source.table];
  if (source.kind === 'query') return [...source.join.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  return [];
}
