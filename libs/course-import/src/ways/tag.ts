import { idOf } from '../id-map';
import type { RowMaker } from '../row-maker';
import type { Way } from '.';

const made = new WeakMap<object, Set<number>>();

/** A tag, and that something has it. */
export const importTag: Way = async (frame, target, maker, context) => {
  const { row } = frame;
  const oldId = idOf(row.values.get('id'), 'A tag');
  if (oldId === null) return;
  const id = await tagFor(oldId, row.values.get('name') ?? null, row.values.get('rawname') ?? null, maker);
  const itemtype = String(target.with.itemtype ?? '');
  const shown = await maker.operands.valueOf(target.with.item ?? null, frame, context);
  const isOwn = typeof target.with.item === 'object' && target.with.item?.kind === 'own';
  const item = isOwn && maker.targets.table(itemtype) ? await maker.values.id(itemtype, Number(shown)) : shown;
  const oldContext = idOf(row.values.get('contextid'), 'The context of a tag');
  const around = context.around.findLast((one) => one.row.name === 'user')?.values.contextid;
  await maker.buffer.add('tag_instance', {
    id: await maker.ids.next('tag_instance'),
    tagid: id,
    component: String(target.with.component ?? ''),
    itemtype,
    itemid: item,
    contextid:
      (oldContext === null ? null : await maker.values.id('context', oldContext)) ??
      around ??
      context.variables.context,
    tiuserid: 0,
    ordering: 0,
    timecreated: 0,
    timemodified: 0,
  });
};

/** The tag's id in the site; it is made where there is none. */
export async function tagFor(
  oldId: number,
  name: string | null,
  rawname: string | null,
  maker: RowMaker,
): Promise<number | null> {
  const id = maker.ids.of('tag', oldId);
  const shown = rawname || name || '';
  const known = made.get(maker.ids) ?? new Set();
  made.set(maker.ids, known);
  if (maker.ids.isMatched('tag', oldId) || known.has(oldId)) return id;
  known.add(oldId);
  await maker.buffer.add('tag', {
    id,
    userid: 0,
    tagcollid: 1,
    name: name ?? shown.toLowerCase(),
    rawname: shown,
    isstandard: 0,
    descriptionformat: 0,
    timemodified: 0,
  });
  return id;
}
