import type { Value } from '@coursekeep/moodle-site';
import { finalDocuments, type DocumentDefinition } from '@coursekeep/definitions';
import type { BackupJob } from '../controller/backup-job';
import type { OutlineActivity } from '../model/outline';
import { walkOutline } from '../model/outline-walk';
import { warning } from '@coursekeep/errors';
import type { Annotations } from '../structure/annotations';
import type { FileIndex } from '../structure/file-index';
import { reportCalculations } from './left-out/references';
import type { PlannedTask, Plan } from './plan';

/** What the final documents need besides the job. */
export interface FinalPhase {
  readonly job: BackupJob;
  readonly plan: Plan;
  readonly annotations: Annotations;
  readonly files: FileIndex;
  /** Question types of others that have a definition: all their file areas go in. */
  readonly furtherQuestionTypes: readonly string[];
  /** The grade items of activities of unknown kinds. */
  readonly leftOutGradeItems: readonly number[];
  readonly task: PlannedTask['task'];
  /** Gives each user a context for whom the site has none yet. */
  assignUserContexts(): Promise<void>;
  /** Gives each user the number that an anonymised backup writes. */
  numberUsers(): Promise<void>;
  /** Writes a document where its condition holds. */
  write(definition: DocumentDefinition): Promise<void>;
}

/** Writes the documents at the root of the archive in Moodle's order, for each one adds ids that later ones list. */
export async function writeFinalDocuments(phase: FinalPhase): Promise<void> {
  const { job, plan, annotations, write } = phase;
  const on = (name: Parameters<typeof job.settings.isOn>[0]) => job.settings.isOn(name);
  await write(finalDocuments.groups);
  await loadScaleAndOutcomeFiles(phase);
  await annotateQuestionFiles(phase);
  await write(finalDocuments.questions);
  if (on('users') && !on('anonymize')) await annotateUserFiles(phase);
  if (on('users') && on('anonymize')) await phase.numberUsers();
  if (on('users')) await phase.assignUserContexts();
  await write(finalDocuments.users);
  await write(finalDocuments.roles);
  const absent = job.siteCourse ? [] : await gradedActivitiesAbsent(phase);
  if (absent.length === 0) {
    await write(finalDocuments.gradebook);
    await write(finalDocuments.gradeHistory);
  } else warnOfGradebook(job, absent);
  await reportCalculations(job, phase.leftOutGradeItems, absent.length === 0);
  if (!plan.excludesActivities) await write(finalDocuments.completion);
  await write(finalDocuments.badges);
  await write(finalDocuments.scales);
  await write(finalDocuments.outcomes);
  annotations.settleFinal(phase.task.directory);
  await write(finalDocuments.files);
  await write(finalDocuments.moodleBackup);
}

async function loadScaleAndOutcomeFiles({ job, files }: FinalPhase): Promise<void> {
  const [system] = await job.reader.all({ text: 'SELECT id FROM {context} WHERE contextlevel = 10' });
  await files.loadContexts([Number(system?.id)], ['grade']);
}

const QUESTION_AREAS = [
  'questiontext',
  'generalfeedback',
  'answer',
  'answerfeedback',
  'hint',
  'correctfeedback',
  'partiallycorrectfeedback',
  'incorrectfeedback',
];
const QTYPES_WITH_FILES = [
  'calculated',
  'calculatedmulti',
  'calculatedsimple',
  'ddimageortext',
  'ddmarker',
  'ddwtos',
  'essay',
  'match',
].map((name) => `qtype_${name}`);

/** All question files in the contexts of the question categories that go in (format.md, section 10). */
async function annotateQuestionFiles(phase: FinalPhase): Promise<void> {
  const { job, annotations, files } = phase;
  const categories = annotations.finalIds('question_categoryfinal');
  if (categories.length === 0) return;
  const contexts = await job.reader.all({
    text: 'SELECT DISTINCT contextid FROM {question_categories} WHERE id IN (?)',
    parameters: [categories],
  });
  const known = contexts.map((row) => row.contextid ?? '');
  const components = [...QTYPES_WITH_FILES, ...phase.furtherQuestionTypes];
  await files.loadContexts(known.map(Number), ['question', ...components]);
  for (const context of known) {
    for (const area of QUESTION_AREAS) noteFiles(phase, files.find(context, 'question', area, null));
    for (const component of components) noteFiles(phase, files.find(context, component, null, null));
  }
}

/** Pictures and profile files of the users that go in. */
async function annotateUserFiles(phase: FinalPhase): Promise<void> {
  const { job, annotations, files } = phase;
  const users = annotations.finalIds('userfinal');
  if (users.length === 0) return;
  const contexts = await job.reader.all({
    text: 'SELECT id FROM {context} WHERE contextlevel = 30 AND instanceid IN (?)',
    parameters: [users],
  });
  await files.loadContexts(
    contexts.map((row) => Number(row.id)),
    ['user'],
  );
  for (const { id } of contexts) {
    for (const area of ['profile', 'icon']) noteFiles(phase, files.find(id ?? '', 'user', area, null));
  }
}

function noteFiles({ annotations, task }: FinalPhase, ids: Iterable<number>): void {
  for (const id of ids) annotations.note(task.directory, 'file', id, false);
}

/** The gradebook goes in only with all graded activities of the course: the grade items of those that are not there. Those
 *  of an unknown kind do not count: Moodle has their items in the activities' own documents, and none in the gradebook. */
async function gradedActivitiesAbsent({ job, annotations, leftOutGradeItems }: FinalPhase): Promise<GradedActivity[]> {
  const items = await job.reader.all({
    text: "SELECT id, itemname, itemmodule, iteminstance FROM {grade_items} WHERE courseid = ? AND itemtype = 'mod' ORDER BY id",
    parameters: [job.outline.courseId],
  });
  return items.filter(
    ({ id }) => !annotations.isFinal('grade_itemfinal', Number(id)) && !leftOutGradeItems.includes(Number(id)),
  );
}

type GradedActivity = Readonly<Record<string, Value>>;

/** Says so where not a setting left the activities out, but they cannot go in or are no longer there. */
function warnOfGradebook(job: BackupJob, items: readonly GradedActivity[]): void {
  const activities = [...walkOutline(job.outline)].flatMap((stop) => (stop.kind === 'activity' ? [stop.activity] : []));
  const known = new Set([...activities, ...(job.outline.unsupported ?? [])].map(activityKey));
  const lost = items.filter(({ itemmodule, iteminstance }) => !known.has(`${itemmodule}/${iteminstance}`));
  if (lost.length === 0) return;
  const names = lost.slice(0, MOST_NAMED).map((item) => `"${item.itemname}" (${item.itemmodule} ${item.iteminstance})`);
  const more = lost.length > names.length ? ` and ${lost.length - names.length} more` : '';
  job.warn(warning('gradebook-left-out', `They are ${names.join(', ')}${more}.`));
}

const activityKey = ({ modname, instanceId }: Pick<OutlineActivity, 'modname' | 'instanceId'>): string =>
  `${modname}/${instanceId}`;

const MOST_NAMED = 5;
