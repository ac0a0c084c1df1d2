import type { Row } from '../site-rows';
import type { SiteScope } from './scope';

/** Switches text filters on (1) or off (-1) in one context. */
export function addFilterChoices(
  scope: SiteScope,
  filters: Readonly<Record<string, 1 | -1>> | undefined,
  context: Row,
): void {
  for (const [filter, active] of Object.entries(filters ?? {}))
    scope.rows.add('filter_active', { filter, contextid: context.id, active, sortorder: 0 });
}
