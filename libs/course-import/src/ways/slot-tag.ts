import type { Frame } from '../document-walk';
import { idOf } from '../id-map';
import { placeOf } from '../row-context';
import type { Way } from '.';
import { tagFor } from './tag';

const tags = new WeakMap<Frame, number[]>();

/** A tag that a random question of a quiz must have (before Moodle 4.0). It goes into the filter of its slot. */
export const importSlotTag: Way = async (frame, _target, maker, context) => {
  const slot = context.around.findLast((one) => one.row.name === 'question_instance');
  const oldId = idOf(frame.row.values.get('tagid'), 'A tag');
  const name = frame.row.values.get('tagname')?.toLowerCase() ?? null;
  const id = oldId === null ? null : await tagFor(oldId, name, frame.row.values.get('tagname') ?? null, maker);
  if (id === null) {
    const message = 'Tags of random questions that there are no more: any question of the category may be drawn.';
    maker.findings.note('foreign-reference', message, placeOf(frame, context));
  } else if (slot) {
    const list = tags.get(slot);
    if (list) list.push(id);
    else tags.set(slot, [id]);
  }
};

/** The ids in the site of the tags that were seen inside a slot. */
export function tagsOfSlot(slot: Frame): readonly number[] {
  return tags.get(slot) ?? [];
}
