import type { RowTest } from '@coursekeep/definitions';

/** What a declaration may depend on and a backup can tell: a setting that is on (`.name`: one of the activity's own), or a
 *  row of the site. */
export type Test =
  { readonly kind: 'setting'; readonly name: string } | { readonly kind: 'row'; readonly row: RowTest };
