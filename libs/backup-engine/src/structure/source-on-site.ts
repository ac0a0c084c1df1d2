import type { SiteSchema } from '@coursekeep/moodle-site';
import type { DeclaredSource, Source } from './definition';

/** The source by which a site with these tables is read; null where it lacks some of each. */
export function sourceOnSite(declared: DeclaredSource, site: Pick<SiteSchema, 'hasTable'>): Source | null {
  const sources = declared.kind === 'first of' ? declared.sources : [declared];
  return sources.find((source) => tablesOf(source).every((table) => site.hasTable(table))) ?? null;
}

/** The tables that a source reads. */
export function tablesOf(source: Source): string[] {
  if (source.kind === 'table') return [source.table];
  if (source.kind === 'query') return [...source.join.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  return [];
}
