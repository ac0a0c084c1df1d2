import type { TableDescription } from '@coursekeep/moodle-site';

/** What stands around a value whose meaning depends on it. */
export interface ReferenceContext {
  /** Another value of the same row, as the backup has it. */
  column(name: string): string | null;
  /** The activity's kind; null outside of activities. */
  readonly modname: string | null;
}

/** What the number in a column is the id of. */
export interface Reference {
  readonly table: string;
  /** Only a negative number is an id (of a scale), without its sign. */
  readonly negative?: true;
  /** A number that names nothing of the backup stays, whatever the site has under it. */
  readonly loose?: true;
}

type Rule = Reference | ((context: ReferenceContext) => Reference | null);

const to = (table: string): Reference => ({ table });
const loosely = (table: string): Reference => ({ table, loose: true });
const scale: Reference = { table: 'scale', negative: true };
const byPrefix =
  (column: string, prefix: string): Rule =>
  (context) => {
    const value = context.column(column) ?? '';
    return value.startsWith(prefix) ? safeTable(value.slice(prefix.length)) : null;
  };
const enrolment: Rule = ({ column }) => (column('component')?.startsWith('enrol_') ? to('enrol') : null);
const safeTable = (name: string): Reference | null => (/^[a-z][a-z0-9_]*$/.test(name) ? to(name) : null);

const COMMENTED: Readonly<Record<string, string>> = {
  submission_comments: 'assign_submission',
  database_entry: 'data_records',
  glossary_entry: 'glossary_entries',
  question: 'question',
};

/** What Moodle's own foreign keys do not say, or say otherwise than the data do. */
const RULES: Readonly<Record<string, Rule | null>> = {
  'assign.grade': scale,
  'bigbluebuttonbn.grade': scale,
  'bigbluebuttonbn_logs.bigbluebuttonbnid': to('bigbluebuttonbn'),
  'bigbluebuttonbn_recordings.bigbluebuttonbnid': to('bigbluebuttonbn'),
  'comments.itemid': ({ column }) => {
    const table = COMMENTED[column('commentarea') ?? ''];
    return table ? to(table) : null;
  },
  'competency_usercompcourse.competencyid': to('competency'),
  'course_completion_crit_compl.criteriaid': to('course_completion_criteria'),
  'course_completion_criteria.moduleinstance': to('course_modules'),
  'course_completion_criteria.courseinstance': null,
  'course_completion_criteria.role': to('role'),
  'course_format_options.sectionid': to('course_sections'),
  'course_sections.itemid': byPrefix('component', 'mod_'),
  'data.defaultsort': to('data_fields'),
  'data.scale': scale,
  'enrol_lti_tools.roleinstructor': to('role'),
  'enrol_lti_tools.rolelearner': to('role'),
  'event.instance': byPrefix('modulename', ''),
  'event.repeatid': to('event'),
  'feedback_item.dependitem': to('feedback_item'),
  'feedback_item.template': loosely('feedback_template'),
  'feedback_value.completed': to('feedback_completed'),
  'feedback_value.course_id': to('course'),
  'forum.grade_forum': scale,
  'forum.scale': scale,
  'forum_discussions.firstpost': to('forum_posts'),
  'forum_posts.privatereplyto': to('user'),
  'forum_read.discussionid': to('forum_discussions'),
  'forum_read.postid': to('forum_posts'),
  'glossary.scale': scale,
  'glossary_entries.sourceglossaryid': to('glossary'),
  'grade_grades_history.oldid': to('grade_grades'),
  'grade_items.iteminstance': ({ column }) =>
    column('itemtype') === 'mod'
      ? safeTable(column('itemmodule') ?? '')
      : ['course', 'category'].includes(column('itemtype') ?? '')
        ? to('grade_categories')
        : null,
  'gradingform_rubric_fillings.levelid': to('gradingform_rubric_levels'),
  'grading_instances.itemid': ({ modname }) =>
    modname === 'assign' ? to('assign_grades') : modname === 'forum' ? to('forum_grades') : null,
  'groups.picture': loosely('files'),
  'groups_members.itemid': enrolment,
  'h5pactivity.grade': scale,
  'lesson.activitylink': to('course_modules'),
  'lesson.dependency': to('lesson'),
  'lesson.grade': scale,
  'lesson_answers.jumpto': to('lesson_pages'),
  'lesson_branch.nextpageid': to('lesson_pages'),
  'lesson_pages.nextpageid': to('lesson_pages'),
  'lesson_pages.prevpageid': to('lesson_pages'),
  'logstore_standard_log.objectid': ({ column }) => {
    const table = safeTable(column('objecttable') ?? '');
    return table && { ...table, loose: true };
  },
  'lti.grade': scale,
  'lti.typeid': to('lti_types'),
  'lti_coursevisible.typeid': to('lti_types'),
  'lti_types.course': loosely('course'),
  'lti_types.toolproxyid': loosely('lti_tool_proxies'),
  'ltiservice_gradebookservices.gradeitemid': to('grade_items'),
  'ltiservice_gradebookservices.toolproxyid': loosely('lti_tool_proxies'),
  'ltiservice_gradebookservices.typeid': to('lti_types'),
  'question_calculated.answer': to('question_answers'),
  'question_numerical.answer': to('question_answers'),
  'question_truefalse.falseanswer': to('question_answers'),
  'question_truefalse.trueanswer': to('question_answers'),
  'rating.scaleid': scale,
  'role_assignments.itemid': enrolment,
  'scorm.launch': to('scorm_scoes'),
  'survey_answers.question': loosely('survey_questions'),
  'user.picture': loosely('files'),
  'user.mnethostid': null,
  'wiki_links.topageid': to('wiki_pages'),
  'wiki_synonyms.pageid': to('wiki_pages'),
  'workshop_grades.dimensionid': ({ column }) => {
    const strategy = column('strategy');
    return strategy ? safeTable(`workshopform_${strategy}`) : null;
  },
  'workshopform_accumulative.grade': scale,
};

/** What columns of these names are in every table where nothing else is said. */
const BY_NAME: Readonly<Record<string, string>> = {
  allocatedmarker: 'user',
  contextid: 'context',
  course: 'course',
  courseid: 'course',
  createdby: 'user',
  defaultgroupingid: 'groupings',
  gradeoverby: 'user',
  grader: 'user',
  gradinggradeoverby: 'user',
  groupid: 'groups',
  groupingid: 'groupings',
  modifierid: 'user',
  reviewerid: 'user',
  roleid: 'role',
  scaleid: 'scale',
  teamsubmissiongroupingid: 'groupings',
  usercreated: 'user',
  userid: 'user',
  usermodified: 'user',
};

/** The id of what a column holds; null for a plain value. */
export function referenceOf(table: TableDescription, column: string, context: ReferenceContext): Reference | null {
  const rule = RULES[`${table.name}.${column}`];
  if (rule !== undefined) return typeof rule === 'function' ? rule(context) : rule;
  const key = table.foreignKeys.find(({ columns }) => columns.length === 1 && columns[0] === column);
  if (key?.referencedColumns[0] === 'id') return to(key.referencedTable);
  const named = BY_NAME[column];
  return named ? to(named) : null;
}
