import { own, parent, type WriteOperand } from '../../language/operands';
import { query, type QuerySource, type SourceRow } from '../../language/sources';
import type { Rewrite } from '../../language/elements';

/** The tags of one item (the parent row). `component` null: whatever the component, as Moodle does for some items. */
export function itemTags(itemtype: string, component: string | null, item = ':parent.id'): QuerySource {
  const owner = component ?? (itemtype === 'badge' ? 'core_badges' : 'core');
  const ofComponent = component === null ? '' : ` AND $ti.component = '${component}'`;
  return query({
    join:
      `JOIN {tag_instance} $ti ON $ti.itemtype = '${itemtype}'${ofComponent} AND $ti.itemid = ${item} ` +
      'JOIN {tag} $t ON $t.id = $ti.tagid',
    columns: { id: '$t.id', contextid: '$ti.contextid', name: '$t.name', rawname: '$t.rawname' },
    key: '$ti.id',
    writes: { as: 'tag', with: { itemtype, component: owner, item: parent('id') } },
  });
}

/** All tags of one kind of item in the task's context, where that tag area is enabled. */
export function contextTags(itemtype: string, component: string): QuerySource {
  return query({
    join:
      `JOIN {tag_area} $ta ON $ta.itemtype = '${itemtype}' AND $ta.component = '${component}' AND $ta.enabled = 1 ` +
      `JOIN {tag_instance} $ti ON $ti.itemtype = '${itemtype}' AND $ti.component = '${component}' ` +
      'AND $ti.contextid = :task.context JOIN {tag} $t ON $t.id = $ti.tagid',
    columns: { id: '$t.id', itemid: '$ti.itemid', rawname: '$t.rawname' },
    key: '$ti.id',
    writes: { as: 'tag', with: { itemtype, component, item: own('itemid') } },
  });
}

/** The custom field values of instances of a component's area, one instance after the other, each in the order of
 *  categories and fields, as far as the acting user may see or change the field. */
export function customFields(
  component: string,
  area: string,
  of: string,
  instance: WriteOperand,
  extra: Record<string, string> = {},
): QuerySource {
  return query({
    join:
      `JOIN {customfield_data} $d ON $d.instanceid ${of} ` +
      'JOIN {customfield_field} $f ON $f.id = $d.fieldid AND $f.id NOT IN (@hidden_customfield) ' +
      `JOIN {customfield_category} $c ON $c.id = $f.categoryid AND $c.component = '${component}' AND $c.area = '${area}'`,
    columns: {
      id: '$d.id',
      shortname: '$f.shortname',
      type: '$f.type',
      value: '$d.value',
      valueformat: '$d.valueformat',
      valuetrust: '$d.valuetrust',
      ...extra,
    },
    key: '$d.id',
    orderBy: '$d.instanceid, $c.sortorder, $f.sortorder',
    writes: { as: 'custom field', with: { component, area, instance } },
  });
}

const OF_INTEGERS = "$f.type IN ('checkbox', 'date', 'select')";

/** What Moodle's handler gives of course and group fields: the value from the column that the type keeps it in, and a
 *  boolean, which is written as 1 or nothing. A NULL there is NULL, whatever `value` says. */
export const AS_THE_HANDLER_GIVES = {
  value:
    `CASE WHEN ${OF_INTEGERS} AND $d.intvalue IS NOT NULL THEN CONCAT($d.intvalue, '') WHEN ${OF_INTEGERS} THEN NULL ` +
    "WHEN $f.type = 'number' AND $d.decvalue IS NOT NULL THEN CONCAT($d.decvalue, '') WHEN $f.type = 'number' THEN NULL " +
    "WHEN $f.type = 'text' THEN $d.charvalue ELSE $d.value END",
  valuetrust: "CASE WHEN $d.valuetrust <> 0 THEN '1' ELSE '' END",
};

/** Numbers have no more digits than they need. */
export const NUMBERS_AS_PHP_WRITES_THEM: Readonly<Record<string, Rewrite>> = {
  value: (value, { column }) => (value !== null && column('type') === 'number' ? String(Number(value)) : value),
};

/** Keeps the last row of each value of `column`, at the place of the first. */
export function lastOfEach(column: string): (rows: SourceRow[]) => SourceRow[] {
  return (rows) => [...new Map(rows.map((row) => [row[column], row])).values()];
}
