import type { Ids } from './row-conditions';
import type { SelectedQuestions } from './selected-questions';

/** What every part of a course may hang on, by the stems of columns (see Ties). */
export function courseTies(courseId: number, questions: Ids | null): ReadonlyMap<string, Ids> {
  const ofCourse = (sql: string): Ids => ({ sql, parameters: [courseId] });
  const modules = ofCourse('SELECT id FROM {course_modules} WHERE course = ?');
  const inModules = (table: string, modname: string, column: string) =>
    ofCourse(`SELECT t.id FROM {${table}} t JOIN {${modname}} i ON i.id = t."${column}" WHERE i.course = ?`);
  return new Map([
    ['course', ofCourse('?')],
    ['cm', modules],
    ['coursemodule', modules],
    ['module', modules],
    ['context', contextsOfCourse(courseId)],
    ['section', ofCourse('SELECT id FROM {course_sections} WHERE course = ?')],
    ['coursesection', ofCourse('SELECT id FROM {course_sections} WHERE course = ?')],
    ['gradeitem', ofCourse('SELECT id FROM {grade_items} WHERE courseid = ?')],
    ['enrol', ofCourse('SELECT id FROM {enrol} WHERE courseid = ?')],
    ['group', ofCourse('SELECT id FROM {groups} WHERE courseid = ?')],
    ['submission', inModules('assign_submission', 'assign', 'assignment')],
    [
      'post',
      ofCourse('SELECT p.id FROM {forum_posts} p JOIN {forum_discussions} d ON d.id = p.discussion WHERE d.course = ?'),
    ],
    ...(questions ? [['question', questions] as const] : []),
  ]);
}

/** The contexts of the course, its activities and its blocks. Not by their paths: Moodle may not have worked those out yet. */
function contextsOfCourse(courseId: number): Ids {
  const modules = 'SELECT cm.id FROM {course_modules} cm WHERE cm.course = ?';
  const parents =
    '(p.contextlevel = 50 AND p.instanceid = ?) OR (p.contextlevel = 70 AND p.instanceid IN ' + `(${modules}))`;
  return {
    sql:
      `SELECT p.id FROM {context} p WHERE ${parents} OR (p.contextlevel = 80 AND p.instanceid IN ` +
      '(SELECT b.id FROM {block_instances} b WHERE b.parentcontextid IN ' +
      `(SELECT p.id FROM {context} p WHERE ${parents})))`,
    parameters: [courseId, courseId, courseId, courseId],
  };
}

/** The questions that are in the backup, of one type or of all; null where there are none. */
export function questionIds(questions: SelectedQuestions, qtype?: string): Ids | null {
  if (questions.categories.length === 0) return null;
  const { sql, parameters } = fromSelected(questions);
  if (qtype === undefined) return { sql: `SELECT q.id ${sql}`, parameters };
  return { sql: `SELECT q.id ${sql} AND q.qtype = ?`, parameters: [...parameters, qtype] };
}

/** `FROM … WHERE …` of the questions that are in the backup; the question is `q`. */
export function fromSelected({ categories, completeCategories, entries }: SelectedQuestions): Ids {
  return {
    sql:
      'FROM {question} q JOIN {question_versions} v ON v.questionid = q.id ' +
      'JOIN {question_bank_entries} e ON e.id = v.questionbankentryid WHERE e.questioncategoryid IN (?) ' +
      'AND (e.questioncategoryid IN (?) OR e.id IN (?))',
    parameters: [categories, completeCategories, entries],
  };
}
