import { idOf } from '../id-map';
import type { RowMaker } from '../row-maker';
import type { Way } from '.';

const made = new WeakMap<object, Set<number>>();

/** The value of a user's profile field; the field is made where there is none of that short name. */
export const importProfileField: Way = async (frame, _target, maker, context) => {
  const { row } = frame;
  const oldId = idOf(row.values.get('id'), 'A profile field');
  const user = context.around.findLast((one) => one.row.name === 'user');
  if (oldId === null || !user) return;
  const id = maker.ids.of('user_info_field', oldId);
  const known = made.get(maker.ids) ?? new Set();
  made.set(maker.ids, known);
  if (!maker.ids.isMatched('user_info_field', oldId) && !known.has(oldId)) {
    known.add(oldId);
    const shortname = row.values.get('field_name') ?? '';
    await maker.writer.insert('user_info_field', {
      id,
      shortname,
      name: shortname,
      datatype: row.values.get('field_type') ?? 'text',
      descriptionformat: 0,
      categoryid: await categoryFor(maker),
      sortorder: maker.count('user_info_field'),
      visible: 2,
    });
  }
  await maker.buffer.add('user_info_data', {
    id: await maker.ids.next('user_info_data'),
    userid: user.values.id,
    fieldid: id,
    data: maker.values.decodeLinks(row.values.get('field_data') ?? ''),
    dataformat: 0,
  });
};

async function categoryFor({ writer }: RowMaker): Promise<number> {
  const [known] = await writer.read('SELECT id FROM mdl_user_info_category ORDER BY sortorder LIMIT 1');
  return known ? Number(known.id) : writer.insert('user_info_category', { name: 'Imported', sortorder: 1 });
}
