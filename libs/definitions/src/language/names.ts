import { type AnnotationItem, INFOREF_ITEMS } from './items';
import type { DocumentScope } from './documents';
import type { FieldForm } from './elements';
import type { TaskVariable } from './operands';
import type { WriteWay } from './sources';

/** The settings of Moodle's course backups that are on or off. */
export const FLAG_SETTINGS = [
  ...['imscc11', 'users', 'anonymize', 'role_assignments', 'permissions', 'activities', 'blocks', 'files', 'filters'],
  ...['comments', 'badges', 'calendarevents', 'userscompletion', 'logs', 'grade_histories', 'questionbank', 'groups'],
  ...['competencies', 'customfield', 'contentbankcontent', 'xapistate', 'legacyfiles'],
] as const;

/** What a condition may ask for besides: our option `enrolments`, whether the site uses tags and its backups have passwords,
 *  whether the course is the front page, and whether no activity is left out. */
export const BACKUP_FACTS = [
  ...['enrolments', 'usetags', 'includeuserpasswordsinbackup', 'site_course', 'all_activities'],
] as const;

/** The setting that each activity has for its people's data; a condition may ask for it too. */
export const USERINFO = 'userinfo';

/** What a row may refer to. */
export const ANNOTATION_ITEMS: readonly AnnotationItem[] = [
  ...INFOREF_ITEMS,
  ...INFOREF_ITEMS.map((item) => `${item}final` as const),
  'question',
  'question_bank_entry',
];

/** The lists of ids that a query may ask for with `@`. */
export const COLLECTED_NAMES: readonly string[] = [
  ...INFOREF_ITEMS.map((item) => `${item}final`),
  ...['question', 'question_bank_entry', 'question_category_complete', 'hidden_customfield', 'left_out_grade_item'],
];

/** What the task of a scope knows of itself. */
export const SCOPE_VARIABLES: Readonly<Record<DocumentScope, readonly TaskVariable[]>> = {
  course: ['course', 'context'],
  final: ['course', 'context'],
  section: ['section', 'course', 'context'],
  activity: ['module', 'instance', 'modname', 'section', 'course', 'context'],
  block: ['block', 'blockname', 'course', 'context'],
};

export const FIELD_FORMS: readonly FieldForm[] = ['plain', 'base64', 'encrypted', 'nonempty'];

/** The ways by which an import puts back what is not one row of a table. */
export const WRITE_WAYS: readonly WriteWay[] = [
  ...(['access condition', 'tag', 'slot tag', 'custom field', 'profile field'] as const),
  ...(['competency', 'sco track', 'role', 'user', 'nothing'] as const),
];

/** The rows that the engine computes for its own documents. */
export const COMPUTED_ROWS: readonly string[] = [
  ...['gradebookAttributes', 'gradeSettings', 'backupInformation', 'backupDetail', 'backupActivities'],
  ...['backupActivity', 'backupSections', 'backupSection', 'backupCourse', 'backupSetting', 'rssFeeds'],
];
