import { warning } from '@coursekeep/errors';
import type { BackupJob } from '../../controller/backup-job';
import type { Plan } from '../plan';

/** Names each quiz of the backup that has slots whose question the site no longer has. Moodle backs such a quiz up without a
 *  word, and nobody can attempt it, before a restore or after. */
export async function reportLostQuestions(job: BackupJob, plan: Plan): Promise<void> {
  const quizzes = plan.tasks.flatMap((one) =>
    one.kind === 'activity' && one.activity.modname === 'quiz' ? [one.activity] : [],
  );
  if (quizzes.length === 0 || !TABLES.every((table) => job.site.schema.hasTable(table))) return;
  const lost = await job.reader.all({
    text:
      'SELECT s.quizid, COUNT(*) AS slots FROM {quiz_slots} s WHERE s.quizid IN (?) AND NOT EXISTS ' +
      `(SELECT 1 FROM {question_set_references} x WHERE ${ofSlot('x')}) AND NOT EXISTS ` +
      '(SELECT 1 FROM {question_references} r JOIN {question_versions} v ON v.questionbankentryid = r.questionbankentryid ' +
      `JOIN {question} q ON q.id = v.questionid WHERE ${ofSlot('r')}) GROUP BY s.quizid`,
    parameters: [quizzes.map(({ instanceId }) => instanceId)],
  });
  const slots = new Map(lost.map((row) => [Number(row.quizid), Number(row.slots)]));
  for (const { instanceId, name } of quizzes) {
    const count = slots.get(instanceId);
    if (count === undefined) continue;
    const what = count === 1 ? 'a slot whose question is' : `${count} slots whose questions are`;
    job.warn(warning('course-gap', `The quiz "${name}" has ${what} gone: nobody can attempt it as it is.`));
  }
}

const TABLES = ['quiz_slots', 'question_set_references', 'question_references', 'question_versions', 'question'];

const ofSlot = (reference: string): string =>
  `${reference}.itemid = s.id AND ${reference}.component = 'mod_quiz' AND ${reference}.questionarea = 'slot'`;
