import type { DemoAssign, DemoSubmission } from '../../model';
import type { Row } from '../../site-rows';
import { addComments } from '../comments';
import { addActivityEvent } from '../events';
import { named, type ActivityScope } from '../scope';
import { addFiles } from '../text-files';
import { byAuthor, commonColumns } from './common';

type Scope = ActivityScope<DemoAssign>;

export function addAssign(scope: Scope): Row {
  const { activity, rows } = scope;
  const scale = typeof activity.grade === 'string' ? named(scope.scales, activity.grade) : null;
  const due = scope.at(activity.due);
  const assign = rows.add('assign', {
    ...commonColumns(scope),
    alwaysshowdescription: 1,
    allowsubmissionsfromdate: scope.at(activity.opens),
    duedate: due,
    cutoffdate: activity.cutoff === undefined ? 0 : scope.at(activity.cutoff),
    gradingduedate: scope.at(activity.due + 7),
    grade: scale ? -scale.id : activity.grade,
    completionsubmit: activity.completion?.by === 'conditions' ? 1 : 0,
    activity: activity.instructions?.html ?? null,
    activityformat: activity.instructions ? 1 : 0,
  });
  addSettings(scope, assign);
  const by = byAuthor(scope);
  const area = { context: scope.moduleContext, component: 'mod_assign' };
  addFiles(scope, { ...area, filearea: 'introattachment' }, activity.materials, by);
  addFiles(scope, { ...area, filearea: 'activityattachment' }, activity.instructions?.files, by);
  addActivityEvent(scope, assign, { name: `${activity.name} is due`, eventtype: 'due', time: due, action: true });
  const item = scope.gradebook.addItem({
    name: activity.name,
    type: 'mod',
    module: 'assign',
    instance: assign.id,
    grade: activity.grade,
    gradepass: activity.gradepass,
    category: activity.category,
    idnumber: activity.idnumber,
  });
  addOutcomeItems(scope, assign);
  for (const submission of activity.submissions) addSubmission(scope, assign, item, submission);
  return assign;
}

/** Each outcome of an assignment is a column of its own, numbered from 1000. */
function addOutcomeItems(scope: Scope, assign: Row): void {
  (scope.activity.outcomes ?? []).forEach((shortname, index) => {
    const outcome = named(scope.outcomes, shortname);
    const scale = scope.demo.outcomes?.find((one) => one.shortname === shortname)?.scale ?? '';
    scope.gradebook.addItem({
      name: String(outcome.fullname),
      type: 'mod',
      module: 'assign',
      instance: assign.id,
      number: 1000 + index,
      grade: scale,
      outcome: outcome.id,
    });
  });
}

function addSettings({ activity, rows }: Scope, assign: Row): void {
  const files = activity.fileSubmissions ?? 0;
  const settings: [subtype: string, plugin: string, values: Record<string, string | number>][] = [
    [
      'assignsubmission',
      'onlinetext',
      activity.onlineText
        ? { enabled: 1, wordlimit: activity.wordLimit ?? 0, wordlimitenabled: activity.wordLimit === undefined ? 0 : 1 }
        : { enabled: 0 },
    ],
    [
      'assignsubmission',
      'file',
      files > 0
        ? { enabled: 1, maxfilesubmissions: files, maxsubmissionsizebytes: 1_048_576, filetypeslist: '' }
        : { enabled: 0 },
    ],
    ['assignsubmission', 'comments', { enabled: 1 }],
    ['assignfeedback', 'comments', { enabled: 1, commentinline: 0 }],
    ['assignfeedback', 'editpdf', { enabled: 0 }],
    ['assignfeedback', 'offline', { enabled: 0 }],
    ['assignfeedback', 'file', { enabled: 1 }],
  ];
  for (const [subtype, plugin, values] of settings)
    for (const [name, value] of Object.entries(values))
      rows.add('assign_plugin_config', { assignment: assign.id, plugin, subtype, name, value: String(value) });
}

function addSubmission(scope: Scope, assign: Row, item: Row, one: DemoSubmission): void {
  const { rows, moduleContext: context } = scope;
  const userid = scope.user(one.by);
  const time = scope.at(one.day);
  const submission = rows.add('assign_submission', {
    assignment: assign.id,
    userid,
    timecreated: time - 1800,
    timemodified: time,
    status: one.draft ? 'draft' : 'submitted',
    groupid: 0,
    attemptnumber: 0,
    latest: 1,
  });
  const key = { assignment: assign.id, submission: submission.id };
  if (one.text !== undefined)
    rows.add('assignsubmission_onlinetext', { ...key, onlinetext: one.text, onlineformat: 1 });
  if (one.files) {
    const area = { context, component: 'assignsubmission_file', filearea: 'submission_files', itemid: submission.id };
    addFiles(scope, area, one.files, { userid, time });
    rows.add('assignsubmission_file', { ...key, numfiles: one.files.length });
  }
  addComments(scope, one.comments, {
    contextid: context.id,
    component: 'assignsubmission_comments',
    commentarea: 'submission_comments',
    itemid: submission.id,
  });
  if (one.extension !== undefined)
    rows.add('assign_user_flags', {
      userid,
      assignment: assign.id,
      extensionduedate: scope.at(one.extension),
      mailed: 1,
    });
  if (one.grade !== undefined) addGrade(scope, assign, item, { ...one, grade: one.grade });
}

function addGrade(scope: Scope, assign: Row, item: Row, one: DemoSubmission & { readonly grade: number }): void {
  const { rows, author: grader } = scope;
  const userid = scope.user(one.by);
  const time = scope.at(one.graded ?? Math.min(-0.1, scope.activity.due + 4));
  const grade = rows.add('assign_grades', {
    assignment: assign.id,
    userid,
    timecreated: time,
    timemodified: time,
    grader,
    grade: one.grade,
    attemptnumber: 0,
  });
  const key = { assignment: assign.id, grade: grade.id };
  if (one.feedback !== undefined)
    rows.add('assignfeedback_comments', { ...key, commenttext: one.feedback, commentformat: 1 });
  if (one.feedbackFiles) {
    const area = {
      context: scope.moduleContext,
      component: 'assignfeedback_file',
      filearea: 'feedback_files',
      itemid: grade.id,
    };
    addFiles(scope, area, one.feedbackFiles, { userid: grader, time });
    rows.add('assignfeedback_file', { ...key, numfiles: one.feedbackFiles.length });
  }
  scope.gradebook.addGrade(item, { userid, value: one.grade, time, grader, feedback: one.feedback });
}
