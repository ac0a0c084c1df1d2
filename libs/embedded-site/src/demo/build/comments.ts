import type { Days, Username } from '../model';
import type { RowInput } from '../../writing/row-values';
import type { SiteScope } from './scope';

/** Adds comments of people at one place. */
export function addComments(
  scope: SiteScope,
  comments: readonly { readonly by: Username; readonly day: Days; readonly text: string }[] | undefined,
  place: RowInput,
): void {
  for (const { by, day, text } of comments ?? [])
    scope.rows.add('comments', {
      ...place,
      content: text,
      format: 0,
      userid: scope.user(by),
      timecreated: scope.at(day),
    });
}
