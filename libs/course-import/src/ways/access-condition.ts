import { numberOf, textOf } from '@coursekeep/backup-reader';
import type { Frame } from '../document-walk';
import { placeOf } from '../row-context';
import type { Way } from '.';

/** One condition in the form of Moodle 2.7 and later. */
export type Condition = Readonly<Record<string, string | number>>;

const conditions = new WeakMap<Frame, Condition[]>();

/** A condition of access from before Moodle 2.7. It goes into the restrictions of its module or section. */
export const importAccessCondition: Way = async (frame, _target, maker, context) => {
  const owner = context.around.findLast((one) => one.row.name === 'module' || one.row.name === 'section');
  if (!owner) return;
  const { row } = frame;
  const list = conditions.get(owner) ?? [];
  conditions.set(owner, list);
  if (row.name === 'availability_field') {
    const field = fieldOf(textOf(row, 'userfield'), textOf(row, 'customfield'));
    if (field) list.push({ type: 'profile', ...field, op: textOf(row, 'operator'), ...valueOf(textOf(row, 'value')) });
    return;
  }
  const [cm, item] = [numberOf(row, 'sourcecmid'), numberOf(row, 'gradeitemid')];
  const idOf = async (table: string, id: number) => {
    const mapped = await maker.values.id(table, id);
    if (mapped !== null) return mapped;
    const message = 'Conditions of access that refer to something that is not in the backup: nobody meets them.';
    maker.findings.note('foreign-reference', message, placeOf(frame, context));
    return 0;
  };
  if (cm) {
    const e = numberOf(row, 'requiredcompletion') ?? 1;
    list.push({ type: 'completion', cm: await idOf('course_modules', cm), e });
  }
  if (item) {
    const limit = (name: string, key: string) => (textOf(row, name) === '' ? {} : { [key]: Number(textOf(row, name)) });
    const id = await idOf('grade_items', item);
    list.push({ type: 'grade', id, ...limit('grademin', 'min'), ...limit('grademax', 'max') });
  }
};

/** The conditions that were seen inside a module or section. */
export function conditionsOf(owner: Frame): readonly Condition[] {
  return conditions.get(owner) ?? [];
}

const fieldOf = (standard: string, custom: string): Condition | null =>
  custom !== '' ? { cf: custom } : standard !== '' ? { sf: standard } : null;

const valueOf = (value: string): Condition => (value === '' ? {} : { v: value });
