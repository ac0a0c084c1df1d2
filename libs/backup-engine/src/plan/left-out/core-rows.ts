import type { Parameter, RowsToCount } from '@coursekeep/moodle-site';
import type { BackupJob } from '../../controller/backup-job';
import type { UnsupportedActivity } from '../../model/outline';
import type { Ids } from './row-conditions';

/** What Moodle's own tables hold of activities of one unknown kind, as far as the settings ask for it. */
export function coreRowsOfActivities(
  job: BackupJob,
  activities: readonly UnsupportedActivity[],
  of: string,
): RowsToCount[] {
  const [modname = ''] = activities.map((activity) => activity.modname);
  const contexts = activities.flatMap(({ contextId }) => contextId ?? []);
  const instances = activities.map(({ instanceId }) => instanceId);
  const items = "courseid = ? AND itemtype = 'mod' AND itemmodule = ? AND iteminstance IN (?)";
  const ofItems: Parameter[] = [job.outline.courseId, modname, instances];
  const people = job.settings.isOn('users');
  const on = (name: Parameters<typeof job.settings.isOn>[0]) => people && job.settings.isOn(name);
  const rows: [boolean, string, string, readonly Parameter[]][] = [
    [true, 'grade_items', items, ofItems],
    [people, 'grade_grades', `itemid IN (SELECT id FROM {grade_items} WHERE ${items})`, ofItems],
    [true, 'grading_definitions', 'areaid IN (SELECT id FROM {grading_areas} WHERE contextid IN (?))', [contexts]],
    [
      on('userscompletion'),
      'course_modules_completion',
      'coursemoduleid IN (?)',
      [activities.map(({ moduleId }) => moduleId)],
    ],
    [on('comments'), 'comments', 'contextid IN (?)', [contexts]],
    [on('role_assignments'), 'role_assignments', 'contextid IN (?)', [contexts]],
    [people, 'rating', 'contextid IN (?)', [contexts]],
    [
      people,
      'question_attempts',
      'questionusageid IN (SELECT id FROM {question_usages} WHERE contextid IN (?))',
      [contexts],
    ],
    [true, 'tag_instance', 'contextid IN (?)', [contexts]],
    [job.settings.isOn('calendarevents'), 'event', 'modulename = ? AND instance IN (?)', [modname, instances]],
    [job.settings.isOn('blocks'), 'block_instances', 'parentcontextid IN (?)', [contexts]],
  ];
  return rows.filter(([wanted]) => wanted).map(([, table, sql, parameters]) => ({ of, table, sql, parameters }));
}

/** What the types of questions keep in tables that Moodle shares among them. */
export function coreRowsOfQuestions(questions: Ids, of: string): RowsToCount[] {
  return ['question_answers', 'question_numerical_options', 'question_numerical_units', 'question_datasets'].map(
    (table) => ({
      of,
      table,
      sql: `question IN (${questions.sql})`,
      parameters: questions.parameters,
    }),
  );
}
