import type { BackupJob } from '../../controller/backup-job';
import type { Plan } from '../plan';
import type { SelectedQuestions } from './selected-questions';

/** How many files there are of each component in what is backed up (`byComponent`), and in the contexts of activities of
 *  unknown kinds (`byModule`); what is in the bank of such an activity goes in with its questions. Two queries. */
export async function countFiles(job: BackupJob, plan: Plan, questions: SelectedQuestions): Promise<FileCounts> {
  if (!job.settings.isOn('files')) return { byComponent: new Map(), byModule: new Map() };
  const contexts = [...new Set(plan.tasks.map(({ task }) => Number(task.variables.context)))];
  const byComponent = await job.reader.all({
    text:
      "SELECT f.component AS name, COUNT(*) AS n FROM {files} f WHERE f.filename <> '.' AND (f.contextid IN (?) OR " +
      "(f.component LIKE 'qtype%' AND f.contextid IN (SELECT c.contextid FROM {question_categories} c WHERE c.id IN (?)))) " +
      'GROUP BY f.component',
    parameters: [contexts, questions.categories],
  });
  const byModule = await job.reader.all({
    text:
      'SELECT m.name, COUNT(*) AS n FROM {files} f JOIN {context} x ON x.id = f.contextid AND x.contextlevel = 70 ' +
      'JOIN {course_modules} cm ON cm.id = x.instanceid JOIN {modules} m ON m.id = cm.module ' +
      "WHERE cm.id IN (?) AND f.filename <> '.' AND NOT (f.contextid IN " +
      '(SELECT c.contextid FROM {question_categories} c WHERE c.id IN (?)) ' +
      "AND (f.component = 'question' OR f.component LIKE 'qtype%')) GROUP BY m.name",
    parameters: [plan.leftOut.map(({ moduleId }) => moduleId), questions.categories],
  });
  return { byComponent: counts(byComponent), byModule: counts(byModule) };
}

export interface FileCounts {
  readonly byComponent: ReadonlyMap<string, number>;
  readonly byModule: ReadonlyMap<string, number>;
}

const counts = (rows: readonly Record<string, string | null>[]): Map<string, number> =>
  new Map(rows.map(({ name, n }) => [name ?? '', Number(n)]));
