import type { ChangeDetail, ChangedThing } from './backup-diff';
import { recordWords } from './record-words';

/** What things are called in a sentence. */
export const THING_WORDS: Readonly<Record<ChangedThing, string>> = {
  course: 'Course',
  setting: 'Setting',
  section: 'Section',
  activity: 'Activity',
  block: 'Block',
  file: 'File',
  participant: 'Participant',
  enrolment: 'Enrolment method',
  role: 'Role',
  group: 'Group',
  grouping: 'Grouping',
  grade: 'Grade item',
  question: 'Question',
  scale: 'Scale',
  outcome: 'Outcome',
  badge: 'Badge',
  event: 'Event',
  completion: 'Course completion',
  log: 'Log',
};

/** Fields by the names that people see on Moodle's forms. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  fullname: 'full name',
  shortname: 'short name',
  intro: 'description',
  visible: 'visibility',
  availability: 'access restrictions',
  availabilityjson: 'access restrictions',
  duedate: 'due date',
  cutoffdate: 'cut-off date',
  allowsubmissionsfromdate: 'start of submissions',
  timeopen: 'opening time',
  timeclose: 'closing time',
  startdate: 'start date',
  enddate: 'end date',
  questiontext: 'question text',
  generalfeedback: 'general feedback',
  externalurl: 'address',
  finalgrade: 'grade',
  rawgrade: 'grade before weighting',
  grademax: 'maximum grade',
  gradepass: 'grade to pass',
  groupmode: 'group mode',
  idnumber: 'ID number',
  completionexpected: 'expected completion date',
  defaultmark: 'default mark',
};

const fieldWord = (field: string): string => FIELD_WORDS[field] ?? field;

type FieldDetail = ChangeDetail & { readonly kind: 'field' };

/** What has changed, after a colon. */
export function summary(details: readonly ChangeDetail[]): string {
  const fields = details.filter((detail) => detail.kind === 'field').map(describeField);
  const groups = new Map<string, { element: string; change: string; titles: string[] }>();
  for (const { element, change, title, fields: inside } of details.filter((detail) => detail.kind === 'item')) {
    const group = groups.get(`${element} ${change}`) ?? { element, change, titles: [] };
    const values = inside.map(describeField).join(', ');
    group.titles.push([title && quote(title), values].filter(Boolean).join(': '));
    groups.set(`${element} ${change}`, group);
  }
  const items = [...groups.values()].map(({ element, change, titles }) => {
    const told = `${recordWords(element, titles.length)} ${change}`;
    return titles.length === 1 && titles[0] ? `${told} (${titles[0]})` : told;
  });
  const counts = details
    .filter((detail) => detail.kind === 'count')
    .flatMap(({ element, added, removed, changed }) =>
      Object.entries({ added, removed, changed }).flatMap(([what, number]) =>
        number > 0 ? [`${recordWords(element, number)} ${what}`] : [],
      ),
    );
  return [...fields, ...items, ...counts].join(', ');
}

/** A short value with what it was; of a text only that it changed. */
function describeField(detail: FieldDetail): string {
  const { field, before, after, text } = detail;
  const word = fieldWord(field);
  if (text || Math.max(before?.length ?? 0, after?.length ?? 0) > SHORT) return word;
  return `${word} ${shown(field, before)} → ${shown(field, after)}`;
}

const SHORT = 60;

function shown(field: string, value: string | null): string {
  if (value === null || value === '') return '(nothing)';
  if (field === 'visible') return value === '0' ? 'hidden' : 'shown';
  if (!TIME_FIELD.test(field) || !/^\d{9,11}$/.test(value))
    return value.replace(/^(-?\d+)\.0+$|^(-?\d+\.\d*?[1-9])0+$/, '$1$2');
  return new Date(Number(value) * 1000).toISOString().slice(0, 16).replace('T', ' ');
}

/** Fields that hold unix seconds; shown in UTC. */
const TIME_FIELD = /(date|time|open|close|from|until|start|end|expected)/;

/** A title in quotes, short enough for a line. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `“${line.length > 80 ? `${line.slice(0, 79)}…` : line}”`;
}
