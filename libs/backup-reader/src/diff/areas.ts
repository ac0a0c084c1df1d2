import type { DocumentKind } from '../read/document/document-kind';
import type { ChangedThing } from './backup-diff';

/** How the changes of one kind of document are told. */
export interface Area {
  readonly thing: ChangedThing;
  /** Elements that people think of as things of their own; changes inside them are told of them. Where there is none, of
   *  the part that the document belongs to. */
  readonly subjects: Readonly<Record<string, ChangedThing>>;
  /** Too many and too small to be told one by one. */
  readonly isCounted: boolean;
  /** How a sentence about the whole document begins, before the part's title; null where that is the part itself. */
  readonly word: string | null;
}

const area = (thing: ChangedThing, subjects: Area['subjects'] = {}, word: string | null = null): Area => ({
  thing,
  subjects,
  isCounted: false,
  word,
});
const counted = (thing: ChangedThing, word: string): Area => ({ thing, subjects: {}, isCounted: true, word });
const GRADES = { grade_item: 'grade', grade_category: 'grade' } as const;

const AREAS: Readonly<Record<string, Area>> = {
  'final users.xml': area('participant', { user: 'participant' }),
  'final groups.xml': area('group', { group: 'group', grouping: 'grouping' }),
  'final roles.xml': area('role', { role: 'role' }),
  'final scales.xml': area('scale', { scale: 'scale' }),
  'final outcomes.xml': area('outcome', { outcome: 'outcome' }),
  'final questions.xml': area('question', { question: 'question' }),
  'final gradebook.xml': area('grade', GRADES, 'Gradebook of'),
  'final grade_history.xml': counted('grade', 'Grade history of'),
  'final completion.xml': area('completion', {}, 'Completion of'),
  'final badges.xml': area('badge', { badge: 'badge' }),
  'course enrolments.xml': area('enrolment', { enrol: 'enrolment' }),
  'course roles.xml': area('role', {}, 'Roles in'),
  'course calendar.xml': area('event', { event: 'event' }, 'Events of'),
  'course logs.xml': counted('log', 'Log of'),
  'course logstores.xml': counted('log', 'Log of'),
  'course loglastaccess.xml': counted('log', 'Log of'),
  'activity grades.xml': area('grade', GRADES, 'Gradebook of'),
  'activity grade_history.xml': counted('grade', 'Grade history of'),
  'activity logs.xml': counted('log', 'Log of'),
  'activity logstores.xml': counted('log', 'Log of'),
  'activity calendar.xml': area('event', { event: 'event' }, 'Events of'),
};

/** The area of a document; null for what is compared elsewhere or follows from the rest. */
export function areaOf({ scope, file }: DocumentKind): Area | null {
  if (scope === null || file === 'inforef.xml' || file === 'files.xml' || file === 'moodle_backup.xml') return null;
  const own = AREAS[`${scope} ${file}`];
  if (own) return own;
  if (scope === 'final') return area('course');
  return area(scope);
}
