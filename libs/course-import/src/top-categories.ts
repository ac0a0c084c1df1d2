import type { SiteWriter } from '@coursekeep/embedded-site';
import type { IdMap } from './id-map';

/** Recognises the topmost categories of question banks that the site has already: a bank has one. `tops`: their ids with those
 *  of their contexts, as the backup has them. Before the ids are settled. */
export async function matchTopCategories(
  tops: ReadonlyMap<number, number>,
  ids: IdMap,
  writer: SiteWriter,
): Promise<void> {
  for (const [id, oldContext] of tops) {
    if (!ids.isMatched('context', oldContext)) continue;
    const sql = "SELECT id FROM mdl_question_categories WHERE contextid = ? AND parent = 0 AND name = 'top'";
    const [known] = await writer.read(sql, [ids.of('context', oldContext)]);
    if (known) ids.match('question_categories', id, Number(known.id));
  }
}
