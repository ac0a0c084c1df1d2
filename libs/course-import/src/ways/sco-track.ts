import { idOf } from '../id-map';
import { placeOf } from '../row-context';
import type { Way } from '.';

/** What a SCORM package has stored of an attempt: its attempt, its name and its value are rows of three tables. */
export const importScoTrack: Way = async (frame, _target, maker, context) => {
  const { row } = frame;
  const text = (field: string) => row.values.get(field) ?? '';
  const sco = context.around.findLast((one) => one.row.name === 'sco');
  const oldId = idOf(row.values.get('id'), 'A SCORM track');
  if (!sco || (oldId !== null && !maker.ids.takeOnce('scorm_scoes_value', oldId))) return;
  const user = await maker.values.id('user', Number(text('userid')));
  if (user === null) {
    const message = 'Tracks of people who are not in the backup and whose id belongs to someone else here: left out.';
    maker.findings.note('foreign-reference', message, placeOf(frame, context));
    return;
  }
  const { writer } = maker;
  const attempt = { userid: user, scormid: context.variables.instance ?? 0, attempt: Number(text('attempt')) || 1 };
  const [knownAttempt] = await writer.read(
    'SELECT id FROM mdl_scorm_attempt WHERE userid = ? AND scormid = ? AND attempt = ?',
    Object.values(attempt),
  );
  const [knownElement] = await writer.read('SELECT id FROM mdl_scorm_element WHERE element = ?', [text('element')]);
  await maker.buffer.add('scorm_scoes_value', {
    id:
      (oldId === null ? null : maker.ids.of('scorm_scoes_value', oldId)) ?? (await maker.ids.next('scorm_scoes_value')),
    scoid: sco.values.id,
    attemptid: knownAttempt ? Number(knownAttempt.id) : await writer.insert('scorm_attempt', attempt),
    elementid: knownElement
      ? Number(knownElement.id)
      : await writer.insert('scorm_element', { element: text('element') }),
    value: maker.values.decodeLinks(text('value')),
    timemodified: Number(text('timemodified')) || 0,
  });
};
