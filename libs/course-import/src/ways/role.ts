import { idOf } from '../id-map';
import type { Way } from '.';

/** A role that the site does not have comes without any permission of its own; the course's name for a role is kept. */
export const importRole: Way = async (frame, _target, maker, context) => {
  const { row } = frame;
  const text = (field: string) => row.values.get(field) ?? '';
  const oldId = idOf(row.values.get('id'), 'A role');
  if (oldId === null || !maker.ids.takeOnce('role', oldId)) return;
  const id = maker.ids.of('role', oldId);
  frame.values = { id };
  if (!maker.ids.isMatched('role', oldId)) {
    const sortorder = Number(text('sortorder')) || 0;
    const taken = await maker.writer.read('SELECT id FROM mdl_role WHERE sortorder = ?', [sortorder]);
    const [last] = await maker.writer.read('SELECT max(sortorder) + 1 AS next FROM mdl_role');
    await maker.writer.insert('role', {
      id,
      name: text('name'),
      shortname: text('shortname'),
      description: maker.values.decodeLinks(text('description')),
      sortorder: taken.length > 0 ? (last?.next ?? sortorder) : sortorder,
      archetype: text('archetype'),
    });
  }
  const name = row.values.get('nameincourse');
  const contextid = context.variables.context ?? 0;
  const sql = 'SELECT id FROM mdl_role_names WHERE roleid = ? AND contextid = ?';
  // A course that was there before has its own names.
  if (name && (await maker.writer.read(sql, [id, contextid])).length === 0)
    await maker.buffer.add('role_names', {
      roleid: id,
      contextid,
      name,
      id: await maker.ids.next('role_names'),
    });
};
