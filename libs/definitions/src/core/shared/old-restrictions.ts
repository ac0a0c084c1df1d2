import { element, type Node } from '../../language/elements';
import { query } from '../../language/sources';

/** What Moodle before 2.7 said of access in fields of a module or a section; since then it is one JSON. `task_scheduled` came
 *  with that version. */
export const oldRestrictionFields = (fields: string) => ({ task_scheduled: fields });

/** The conditions of that time: a completed activity or a grade, and fields of people. */
export function oldRestrictions(table: string, owner: string): Node[] {
  const condition = (name: string, source: string, fields: string) =>
    element(name, {
      fields,
      from: query({
        join: `JOIN {${source}} $a ON $a.${owner} = :parent.id`,
        columns: {},
        all: { $a: source },
        key: '$a.id',
        before: 'task_scheduled',
        writes: { as: 'access condition' },
      }),
    });
  return [
    condition('availability', `${table}_availability`, 'sourcecmid requiredcompletion gradeitemid grademin grademax'),
    condition('availability_field', `${table}_avail_fields`, 'userfield customfield customfieldtype operator value'),
  ];
}
