import { idOf } from '../id-map';
import type { RowMaker } from '../row-maker';
import type { Way } from '.';

/** That a course or activity has a competency. A backup has only the numbers of competencies: where the site has none of
 *  that number, it is made without a text. */
export const importCompetency: Way = async (frame, target, maker, context) => {
  const { row } = frame;
  const text = (field: string) => row.values.get(field) ?? '';
  const oldId = idOf(row.values.get('id'), 'A competency');
  const framework = await frameworkFor(
    text('frameworkidnumber'),
    idOf(row.values.get('frameworkid'), 'A framework'),
    maker,
  );
  const competencyid = await competencyFor(text('idnumber'), oldId, framework, maker);
  frame.values = { id: competencyid };
  const { table, ...owner } = target.with;
  const values: Record<string, string | number | null | undefined> = {};
  for (const [column, operand] of Object.entries(owner))
    values[column] = await maker.operands.valueOf(operand, frame, context);
  const overrides = row.values.get('overridegrade');
  await maker.buffer.add(String(table), {
    id: await maker.ids.next(String(table)),
    ...values,
    competencyid,
    ruleoutcome: Number(text('ruleoutcome')) || 0,
    sortorder: Number(text('sortorder')) || 0,
    ...(overrides === undefined ? {} : { overridegrade: Number(overrides) || 0 }),
    timecreated: 0,
    timemodified: 0,
    usermodified: 0,
  });
};

async function frameworkFor(idnumber: string, oldId: number | null, maker: RowMaker): Promise<number> {
  const [known] = await maker.writer.read('SELECT id FROM mdl_competency_framework WHERE idnumber = ?', [idnumber]);
  if (known) return Number(known.id);
  const isFree = oldId !== null && !(await maker.writer.hasId('competency_framework', oldId));
  return maker.writer.insert('competency_framework', {
    ...(isFree ? { id: oldId } : {}),
    shortname: idnumber.slice(0, 100),
    contextid: 1,
    idnumber,
    descriptionformat: 0,
    scaleid: 0,
    scaleconfiguration: '[]',
    visible: 1,
    taxonomies: 'competency',
    timecreated: 0,
    timemodified: 0,
  });
}

async function competencyFor(
  idnumber: string,
  oldId: number | null,
  framework: number,
  maker: RowMaker,
): Promise<number> {
  const sql = 'SELECT id FROM mdl_competency WHERE idnumber = ? AND competencyframeworkid = ?';
  const [known] = await maker.writer.read(sql, [idnumber, framework]);
  if (known) return Number(known.id);
  const id = oldId === null ? null : maker.ids.of('competency', oldId);
  const isFree = id !== null && !(await maker.writer.hasId('competency', id));
  return maker.writer.insert('competency', {
    ...(isFree ? { id } : {}),
    shortname: idnumber.slice(0, 100),
    descriptionformat: 0,
    idnumber,
    competencyframeworkid: framework,
    parentid: 0,
    path: '/0/',
    sortorder: 0,
    timecreated: 0,
    timemodified: 0,
    usermodified: 0,
  });
}
