import { idOf } from '../id-map';
import type { RowMaker } from '../row-maker';
import type { Way } from '.';

/** The value of a custom field; a field of that short name is made where there is none. */
export const importCustomField: Way = async (frame, target, maker, context) => {
  const { row } = frame;
  const text = (field: string) => row.values.get(field) ?? '';
  const oldId = idOf(row.values.get('id'), 'A custom field');
  if (oldId !== null && !maker.ids.takeOnce('customfield_data', oldId)) return;
  const [component, area] = [String(target.with.component ?? ''), String(target.with.area ?? '')];
  const fieldid = await fieldFor(component, area, text('shortname'), text('type'), maker);
  const value = maker.values.decodeLinks(text('value'));
  frame.values = {
    id: (oldId === null ? null : maker.ids.of('customfield_data', oldId)) ?? (await maker.ids.next('customfield_data')),
  };
  const instanceid = (await maker.operands.valueOf(target.with.instance ?? null, frame, context)) ?? null;
  const sql = 'SELECT id FROM mdl_customfield_data WHERE fieldid = ? AND instanceid = ?';
  // A group that was there before keeps what it has.
  if ((await maker.writer.read(sql, [fieldid, instanceid])).length > 0) return;
  await maker.buffer.add('customfield_data', {
    ...frame.values,
    fieldid,
    instanceid,
    ...typedValue(text('type'), value),
    value,
    valueformat: Number(text('valueformat')) || 0,
    valuetrust: text('valuetrust') === '1' ? 1 : 0,
    timecreated: 0,
    timemodified: 0,
    contextid: context.variables.context,
  });
};

async function fieldFor(
  component: string,
  area: string,
  shortname: string,
  type: string,
  maker: RowMaker,
): Promise<number> {
  const [known] = await maker.writer.read(
    'SELECT f.id FROM mdl_customfield_field f JOIN mdl_customfield_category c ON c.id = f.categoryid ' +
      'WHERE c.component = ? AND c.area = ? AND f.shortname = ?',
    [component, area, shortname],
  );
  if (known) return Number(known.id);
  const [category] = await maker.writer.read(
    'SELECT id FROM mdl_customfield_category WHERE component = ? AND area = ?',
    [component, area],
  );
  const categoryid = category
    ? Number(category.id)
    : await maker.writer.insert('customfield_category', {
        name: 'Imported',
        sortorder: 0,
        timecreated: 0,
        timemodified: 0,
        component,
        area,
        itemid: 0,
      });
  return maker.writer.insert('customfield_field', {
    shortname,
    name: shortname,
    type,
    categoryid,
    sortorder: maker.count(`customfield_field/${component}/${area}`),
    timecreated: 0,
    timemodified: 0,
  });
}

/** Besides `value`, each type of field keeps its value in a column of its own. */
function typedValue(type: string, value: string): Record<string, string | number> {
  if (/^(checkbox|date|select)$/.test(type) && /^-?\d{1,18}$/.test(value)) return { intvalue: value };
  if (type === 'number' && value !== '' && Number.isFinite(Number(value))) return { decvalue: value };
  if (type === 'text' && [...value].length <= 1333) return { charvalue: value };
  return {};
}
