/** The records inside things, one and several, in words that a teacher knows: where the element's own name is none, or its plural
 *  is not regular. Element names: Moodle's backup format. */
const RECORD_WORDS: Readonly<Record<string, readonly [one: string, several: string]>> = {
  aggregation: words('grade for assessing', 'grades for assessing'),
  alias: words('keyword', 'keywords'),
  alignment: words('alignment', 'alignments'),
  analys: words('analysis', 'analyses'),
  annotation: words('annotation on a PDF', 'annotations on PDFs'),
  assignment: words('role assignment', 'role assignments'),
  branch: words('branch seen', 'branches seen'),
  category_entry: words('entry in a category', 'entries in categories'),
  competency: words('linked competency', 'linked competencies'),
  completed: words('completed feedback', 'completed feedbacks'),
  completion: words('completion of the activity', 'completions of the activity'),
  completionview: words('view', 'views'),
  course_completion_aggr_methd: words('rule of completion', 'rules of completion'),
  course_completion_crit_compl: words('completed criterion', 'completed criteria'),
  course_completion_criteria: words('criterion of completion', 'criteria of completion'),
  course_completion_default: words('default of completion', 'defaults of completion'),
  course_completions: words('course completion', 'course completions'),
  criterion: words('criterion', 'criteria'),
  customfield: words('custom field', 'custom fields'),
  custom_field: words('profile field', 'profile fields'),
  digest: words('digest setting', 'digest settings'),
  discussion_sub: words('subscription to a discussion', 'subscriptions to discussions'),
  enrolment: words('enrolment', 'enrolments'),
  entry: words('entry', 'entries'),
  exampleassessment: words('assessment of an example', 'assessments of examples'),
  examplesubmission: words('example submission', 'example submissions'),
  filling: words('filled-in criterion', 'filled-in criteria'),
  filter_active: words('filter', 'filters'),
  filter_config: words('filter setting', 'filter settings'),
  grade_grade: words('grade', 'grades'),
  grade_letter: words('grade letter', 'grade letters'),
  grade_setting: words('gradebook setting', 'gradebook settings'),
  group_member: words('member', 'members'),
  guidecriterion: words('criterion of the marking guide', 'criteria of the marking guide'),
  instance: words('graded form', 'graded forms'),
  item: words('item', 'items'),
  lastaccess: words('last access', 'last accesses'),
  lineitem: words('grade column of a tool', 'grade columns of a tool'),
  logstore_standard_log: words('log entry', 'log entries'),
  log: words('log entry', 'log entries'),
  ltisubmission: words('result from the tool', 'results from the tool'),
  manual_award: words('award', 'awards'),
  plugin_config: words('plugin setting', 'plugin settings'),
  preference: words('preference', 'preferences'),
  question_hint: words('hint', 'hints'),
  question_instance: words('question of the quiz', 'questions of the quiz'),
  question_of_slot: words('choice of a question', 'choices of questions'),
  read: words('post marked as read', 'posts marked as read'),
  referenceassessment: words('reference assessment', 'reference assessments'),
  sco: words('SCORM part', 'SCORM parts'),
  sco_track: words('SCORM result', 'SCORM results'),
  state: words('saved state', 'saved states'),
  subwiki: words('wiki of a group or person', 'wikis of groups or persons'),
  timer: words('time spent', 'times spent'),
  track: words('tracking setting', 'tracking settings'),
  user_competency: words('competency rating', 'competency ratings'),
  userflag: words('state of a submission', 'states of submissions'),
};

/** `3 log entries`; one of them is `log entry`. */
export function recordWords(element: string, number: number): string {
  const plain = element.replaceAll('_', ' ');
  const [one, several] = RECORD_WORDS[element] ?? words(plain, plural(plain));
  return number === 1 ? one : `${number} ${several}`;
}

function words(one: string, several: string): readonly [string, string] {
  return [one, several];
}

function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
