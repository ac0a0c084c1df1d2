import type { Row, SiteRows } from '../site-rows';

/** Tags an item; a tag that is not there yet is made. */
export function addTags(
  rows: SiteRows,
  tags: readonly string[] | undefined,
  item: { readonly component: string; readonly itemtype: string; readonly itemid: number; readonly context: Row },
  time: number,
): void {
  (tags ?? []).forEach((rawname, ordering) => {
    const name = rawname.toLowerCase();
    const tag =
      rows.rows('tag').find((row) => row.name === name) ??
      rows.add('tag', { userid: 2, tagcollid: 1, name, rawname, isstandard: 0, timemodified: time });
    rows.add('tag_instance', {
      tagid: tag.id,
      component: item.component,
      itemtype: item.itemtype,
      itemid: item.itemid,
      contextid: item.context.id,
      ordering,
      timecreated: time,
      timemodified: time,
    });
  });
}
