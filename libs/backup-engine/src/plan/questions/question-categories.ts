import type { BackupJob } from '../../controller/backup-job';
import type { Annotations } from '../../structure/annotations';
import type { BackupTask } from '../../structure/scope';
import type { PlannedTask } from '../plan';
import { QuestionsInUse } from './questions-in-use';

/** Which question categories, and which questions of them, a backup carries. Until Moodle 4.5 whole contexts (format.md,
 *  section 10); since 5.0 only what quizzes use of question banks elsewhere (diff.md). */
export class QuestionCategories {
  private readonly complete = new Set<number>();
  private readonly entries = new Set<number>();

  constructor(
    private readonly job: BackupJob,
    private readonly annotations: Annotations,
  ) {}

  /** The ids behind the names `question_category_complete` and `question_bank_entry`; null for any other name. */
  selected(item: string): readonly number[] | null {
    if (item === 'question_category_complete') return [...this.complete];
    if (item === 'question_bank_entry') return [...this.entries];
    return null;
  }

  /** Annotates the categories of the course and of its quizzes and question banks, in plan order. */
  async annotate(tasks: readonly PlannedTask[]): Promise<void> {
    const owners = tasks.filter((planned) => this.hasQuestions(planned)).map(({ task }) => task);
    if (owners.length === 0) return;
    if (this.job.branch >= 500) await this.annotateUsed(owners);
    else await this.annotateContexts(owners);
  }

  private hasQuestions({ task, kind }: PlannedTask): boolean {
    if (kind === 'course') return this.job.branch < 500 && this.job.settings.isOn('questionbank');
    return kind === 'activity' && ['quiz', 'qbank'].includes(task.variables.modname ?? '');
  }

  /** All categories of a context go in completely with their owner; of other contexts those that hold a question that this
   *  or an earlier activity uses, and their parents, one level up. */
  private async annotateUsed(owners: readonly BackupTask[]): Promise<void> {
    const used = await QuestionsInUse.read(this.job, owners.map(contextOf));
    for (const task of owners) {
      for (const entry of used.entriesOf(contextOf(task))) this.entries.add(entry);
      const own = used.categoriesIn(contextOf(task));
      const others = used.categoriesHolding(this.entries).filter((category) => category.context !== contextOf(task));
      const chosen = new Set([...own, ...others].map((category) => category.id));
      const parents = [...own, ...others].map((category) => category.parent).filter((id) => id > 0 && !chosen.has(id));
      for (const { id } of own) this.complete.add(id);
      for (const id of [...chosen, ...parents]) this.note(task, String(id));
    }
  }

  private async annotateContexts(owners: readonly BackupTask[]): Promise<void> {
    const reached = await this.reachedContexts(owners);
    const contexts = new Set([...reached.values()].flatMap((set) => [...set]));
    const categories = await this.job.reader.all({
      text: 'SELECT id, contextid FROM {question_categories} WHERE contextid IN (?)',
      parameters: [[...contexts]],
    });
    for (const task of owners) {
      const own = reached.get(contextOf(task));
      for (const { id, contextid } of categories) {
        if (!own?.has(contextid ?? '')) continue;
        this.note(task, id ?? null);
        this.complete.add(Number(id));
      }
    }
  }

  private note(task: BackupTask, category: string | null): void {
    this.annotations.note(task.directory, 'question_category', category, false);
  }

  /** For each owner's context: itself and the contexts whose categories it uses, through references, random slots and the
   *  questions of its attempts. */
  private async reachedContexts(owners: readonly BackupTask[]): Promise<Map<string, Set<string>>> {
    const reached = new Map(owners.map((task): [string, Set<string>] => [contextOf(task), new Set([contextOf(task)])]));
    const all = [...reached.keys()];
    const withUsers = owners.filter((task) => task.userinfo).map(contextOf);
    for (const [text, contexts] of [
      [RANDOM_SLOTS, all],
      [REFERENCES, all],
      [ATTEMPTS, withUsers],
    ] as const) {
      if (contexts.length === 0) continue;
      for (const { owner, target } of await this.job.reader.all({ text, parameters: [contexts] })) {
        reached.get(owner ?? '')?.add(target ?? '');
      }
    }
    return reached;
  }
}

const contextOf = (task: BackupTask): string => task.variables.context ?? '';

const RANDOM_SLOTS =
  'SELECT DISTINCT usingcontextid AS owner, questionscontextid AS target FROM {question_set_references} ' +
  'WHERE usingcontextid IN (?)';
const REFERENCES =
  'SELECT DISTINCT r.usingcontextid AS owner, c.contextid AS target FROM {question_references} r ' +
  'JOIN {question_bank_entries} e ON e.id = r.questionbankentryid ' +
  'JOIN {question_categories} c ON c.id = e.questioncategoryid WHERE r.usingcontextid IN (?)';
const ATTEMPTS =
  'SELECT DISTINCT u.contextid AS owner, c.contextid AS target FROM {question_usages} u ' +
  'JOIN {quiz_attempts} qa ON qa.uniqueid = u.id AND qa.preview = 0 JOIN {question_attempts} a ON a.questionusageid = u.id ' +
  'JOIN {question_versions} v ON v.questionid = a.questionid JOIN {question_bank_entries} e ON e.id = v.questionbankentryid ' +
  'JOIN {question_categories} c ON c.id = e.questioncategoryid WHERE u.contextid IN (?)';
