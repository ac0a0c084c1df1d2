import type { BackupJob } from '../../controller/backup-job';
import type { Plan } from '../plan';

/** The question bank of an activity that should be in the backup and cannot. */
export interface LostBank {
  readonly contextId: number;
  /** All of its categories. */
  readonly categories: readonly number[];
  /** How many questions they have, each version counted. */
  readonly questions: number;
}

/** The banks of activities of unknown kinds, and of those that have lost rows, as far as there is a question in them: what is
 *  in a bank is Moodle's own. One query. */
export async function lostBanks(job: BackupJob, { leftOut }: Plan): Promise<LostBank[]> {
  const broken = job.settings.isOn('activities') ? (job.outline.broken ?? []) : [];
  const contexts = [...leftOut, ...broken].flatMap(({ contextId }) => contextId ?? []);
  if (contexts.length === 0) return [];
  const rows = await job.reader.all({
    text:
      'SELECT c.contextid, c.id, COUNT(v.id) AS questions FROM {question_categories} c ' +
      'LEFT JOIN {question_bank_entries} e ON e.questioncategoryid = c.id ' +
      'LEFT JOIN {question_versions} v ON v.questionbankentryid = e.id WHERE c.contextid IN (?) ' +
      'GROUP BY c.contextid, c.id ORDER BY c.id',
    parameters: [contexts],
  });
  const banks = contexts.map((contextId) => {
    const own = rows.filter(({ contextid }) => Number(contextid) === contextId);
    const questions = own.reduce((sum, row) => sum + Number(row.questions), 0);
    return { contextId, categories: own.map(({ id }) => Number(id)), questions };
  });
  return banks.filter(({ questions }) => questions > 0);
}
