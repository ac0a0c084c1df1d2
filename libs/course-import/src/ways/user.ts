import { idOf } from '../id-map';
import { freeUsername } from '../people';
import { placeOf } from '../row-context';
import type { Way } from '.';

/** A user who is new here. Nobody can sign in as one: the password is none, as Moodle writes it. */
export const importUser: Way = async (frame, _target, maker, context) => {
  const { row } = frame;
  const table = maker.targets.table('user');
  const id = idOf(row.values.get('id'), 'A user');
  if (id === null || !table || maker.ids.isMatched('user', id) || !maker.ids.takeOnce('user', id)) {
    frame.dropped = true;
    return;
  }
  const values: typeof frame.values = { id: maker.ids.of('user', id), mnethostid: 1, password: 'not cached' };
  const place = placeOf(frame, context);
  for (const [field, text] of row.values) {
    const column = table.columns.get(field);
    if (field === 'password') {
      maker.findings.note('secret', 'Passwords of people: nobody can sign in with them here.', { ...place, field });
      continue;
    }
    if (!column || field === 'id') continue;
    values[field] = await maker.values.of(table, column, text, {
      place,
      modname: null,
      column: () => null,
      refuse: () => undefined,
    });
  }
  if (row.values.has('mnethosturl')) {
    maker.findings.note('unknown-element', 'Users of another site: they are users of this site now.', {
      ...place,
      field: 'mnethosturl',
    });
  }
  const username = String(values.username ?? '');
  values.username = await freeUsername(username, maker.writer);
  if (values.username !== username) {
    const message = `The username “${username}” belongs to someone else here: the one of the backup is “${values.username}” now.`;
    maker.findings.note('renamed', message, { ...place, field: 'username' });
  }
  // Later users may ask for the same name: this one is written at once.
  await maker.writer.insert('user', values);
  const oldContext = idOf(row.values.get('contextid'), 'The context of a user');
  frame.values = { ...values, contextid: oldContext === null ? null : maker.ids.of('context', oldContext) };
};
