import { ContextLevel } from '@coursekeep/moodle-site';
import type { Row, SiteRows } from '../site-rows';

/** Adds a context below another one (none for the system's own), with its path and depth. */
export function addContext(rows: SiteRows, level: ContextLevel, instanceid: number, parent: Row | null): Row {
  const context = rows.add('context', { contextlevel: level, instanceid, locked: 0 });
  context.path = `${parent?.path ?? ''}/${context.id}`;
  context.depth = Number(parent?.depth ?? 0) + 1;
  return context;
}
