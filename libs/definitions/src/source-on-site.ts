import { tablesIn, type Sql } from './language/sql';
import type { DeclaredSource, Source } from './language/sources';
import type { Node } from './language/elements';

/** Which tables and columns a site has. */
interface Tables {
  hasTable(table: string): boolean;
  hasColumn(table: string, column: string): boolean;
}

/** The source by which a site with these tables is read; null where it lacks some of each. */
export function sourceOnSite(declared: DeclaredSource, site: Tables): Source | null {
  const sources = declared.kind === 'first of' ? declared.sources : [declared];
  return (
    sources.find(
      (source) =>
        tablesOf(source).every((table) => site.hasTable(table)) &&
        tieColumns(source).every(([table, column]) => site.hasColumn(table, column)) &&
        isOfItsVersion(source, site),
    ) ?? null
  );
}

/** Whether a site is old enough for a source that newer versions have replaced: without what replaced it. */
function isOfItsVersion(source: Source, site: Tables): boolean {
  return (source.kind !== 'table' && source.kind !== 'query') || !source.before || !site.hasTable(source.before);
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
  if (source.kind !== 'query') return [];
  return [source.join, ...(source.where ? [source.where] : [])].flatMap(tablesIn);
}

/** The tables whose rows a source gives, without those that it only looks something up in. */
export function tablesGiven(source: Source): string[] {
  if (source.kind === 'table') return [source.table];
  if (source.kind !== 'query') return [];
  return [...new Set([...source.all.map(({ table }) => table), ...columnsIn(source.key).map(([table]) => table)])];
}

export type ColumnPath = readonly [table: string, column: string];

/** The columns by which the rows of a source are found. */
export function tieColumns(source: Source): ColumnPath[] {
  if (source.kind === 'table') return Object.keys(source.where).map((column) => [source.table, column]);
  return source.kind === 'query' ? [source.join, ...(source.where ? [source.where] : [])].flatMap(columnsIn) : [];
}

/** The columns that a piece of SQL names. */
export function columnsIn({ chunks }: Sql): ColumnPath[] {
  return chunks.flatMap((chunk) => (chunk.kind === 'column' ? [[chunk.table, chunk.column] as const] : []));
}
