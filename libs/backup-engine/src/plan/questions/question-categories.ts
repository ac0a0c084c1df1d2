import type { BackupJob } from '../../controller/backup-job';
import type { Annotations } from '../../structure/annotations';
import type { BackupTask } from '../../structure/scope';
import { isCoreModule } from '@coursekeep/definitions';
import type { Plan, PlannedTask } from '../plan';
import { lostBanks } from './lost-banks';
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

  /** Annotates the categories of the course and of its quizzes and question banks, in plan order, and with the course those
   *  of activities that cannot be in the backup. */
  async annotate(plan: Plan): Promise<void> {
    const owners = plan.tasks.filter((planned) => this.hasQuestions(planned)).map(({ task }) => task);
    if (owners.length > 0) {
      if (this.job.branch >= 500) await this.annotateUsed(owners);
      else await this.annotateContexts(owners);
    }
    await this.annotateLost(plan);
  }

  private async annotateLost(plan: Plan): Promise<void> {
    const course = plan.tasks.find(({ kind }) => kind === 'course')?.task;
    if (!course || (this.job.branch < 500 && !this.job.settings.isOn('questionbank'))) return;
    for (const { categories } of await lostBanks(this.job, plan)) {
      for (const id of categories) {
        this.complete.add(id);
        this.note(course, String(id));
      }
    }
  }

  private hasQuestions({ task, kind }: PlannedTask): boolean {
    if (kind === 'course') return this.job.branch < 500 && this.job.settings.isOn('questionbank');
    const modname = task.variables.modname ?? '';
    return kind === 'activity' && (['quiz', 'qbank'].includes(modname) || !isCoreModule(modname));
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
    for (const text of [RANDOM_SLOTS, REFERENCES]) {
      for (const { owner, target } of await this.job.reader.all({ text, parameters: [[...reached.keys()]] })) {
        reached.get(owner ?? '')?.add(target ?? '');
      }
    }
    const contextsOf = await this.contextsOfQuestions(owners);
    for (const task of owners) {
      for (const question of this.questionsOf(task)) {
        for (const context of contextsOf.get(String(question)) ?? []) reached.get(contextOf(task))?.add(context);
      }
    }
    return reached;
  }

  /** The contexts of the categories that hold the questions of people's attempts, by question. The attempts themselves are
   *  many times more, and have been read already. */
  private async contextsOfQuestions(owners: readonly BackupTask[]): Promise<Map<string, Set<string>>> {
    const contexts = new Map<string, Set<string>>();
    const questions = new Set(owners.flatMap((task) => [...this.questionsOf(task)]));
    if (questions.size === 0) return contexts;
    for (const { question, target } of await this.job.reader.all({ text: HOLDERS, parameters: [[...questions]] })) {
      const known = contexts.get(question ?? '') ?? new Set();
      contexts.set(question ?? '', known.add(target ?? ''));
    }
    return contexts;
  }

  private questionsOf(task: BackupTask): readonly number[] {
    return this.annotations.of(task.directory, 'question');
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
const HOLDERS =
  'SELECT DISTINCT v.questionid AS question, c.contextid AS target FROM {question_versions} v ' +
  'JOIN {question_bank_entries} e ON e.id = v.questionbankentryid ' +
  'JOIN {question_categories} c ON c.id = e.questioncategoryid WHERE v.questionid IN (?)';
