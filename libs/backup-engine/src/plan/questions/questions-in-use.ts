import type { BackupJob } from '../../controller/backup-job';
import { parseSlotFilter, type SlotFilter } from './slot-filter';

export interface QuestionCategory {
  readonly id: number;
  readonly context: string;
  readonly parent: number;
}

interface BankEntry {
  readonly id: number;
  readonly category: number;
  /** The latest version that may be used; null where all are drafts or hidden. */
  readonly question: string | null;
}

/** The question bank entries that quizzes use, directly or through random slots, and the categories that hold them. */
export class QuestionsInUse {
  private readonly used = new Map<string, Set<number>>();
  private categories: readonly QuestionCategory[] = [];
  private entries: readonly BankEntry[] = [];

  private constructor(private readonly job: BackupJob) {}

  /** Reads all that the activities in these contexts use: a fixed number of queries. */
  static async read(job: BackupJob, contexts: readonly string[]): Promise<QuestionsInUse> {
    const questions = new QuestionsInUse(job);
    const slots = await questions.readRandomSlots(contexts);
    await questions.readCategories(contexts, slots);
    await questions.readEntries(slots);
    await questions.readReferences(contexts);
    await questions.resolveRandomSlots(slots);
    return questions;
  }

  entriesOf(context: string): ReadonlySet<number> {
    return this.used.get(context) ?? new Set();
  }

  categoriesIn(context: string): QuestionCategory[] {
    return this.categories.filter((category) => category.context === context);
  }

  categoriesHolding(entries: ReadonlySet<number>): QuestionCategory[] {
    const holding = new Set(this.entries.filter((entry) => entries.has(entry.id)).map((entry) => entry.category));
    return this.categories.filter((category) => holding.has(category.id));
  }

  private async readRandomSlots(contexts: readonly string[]): Promise<{ owner: string; filter: SlotFilter }[]> {
    const rows = await this.job.reader.all({
      text:
        'SELECT usingcontextid, filtercondition FROM {question_set_references} WHERE usingcontextid IN (?) ' +
        "AND component = 'mod_quiz' AND questionarea = 'slot' ORDER BY id",
      parameters: [contexts],
    });
    return rows.map((row) => ({
      owner: row.usingcontextid ?? '',
      filter: parseSlotFilter(row.filtercondition ?? null),
    }));
  }

  /** The categories of the activities' own contexts, of those that random slots draw from and that references point to. */
  private async readCategories(contexts: readonly string[], slots: readonly { filter: SlotFilter }[]): Promise<void> {
    const named = slots.flatMap(({ filter }) => [...filter.categories]);
    const rows = await this.job.reader.all({
      text:
        'SELECT c.id, c.contextid, c.parent FROM {question_categories} c WHERE c.contextid IN (?) OR c.contextid IN ' +
        '(SELECT n.contextid FROM {question_categories} n WHERE n.id IN (?)) OR c.contextid IN ' +
        '(SELECT u.contextid FROM {question_references} r JOIN {question_bank_entries} e ON e.id = r.questionbankentryid ' +
        'JOIN {question_categories} u ON u.id = e.questioncategoryid WHERE r.usingcontextid IN (?)) ORDER BY c.id',
      parameters: [contexts, named, contexts],
    });
    this.categories = rows.map((row) => ({
      id: Number(row.id),
      context: row.contextid ?? '',
      parent: Number(row.parent),
    }));
  }

  private async readEntries(slots: readonly unknown[]): Promise<void> {
    const usable =
      slots.length === 0
        ? 'NULL'
        : "(SELECT MAX(v.questionid) FROM {question_versions} v WHERE v.questionbankentryid = e.id AND v.status = 'ready' " +
          'AND v.version = (SELECT MAX(w.version) FROM {question_versions} w ' +
          "WHERE w.questionbankentryid = e.id AND w.status = 'ready'))";
    const entries: BankEntry[] = [];
    const stream = this.job.reader.stream({
      text: `SELECT e.id, e.questioncategoryid, ${usable} FROM {question_bank_entries} e WHERE e.questioncategoryid IN (?)`,
      parameters: [this.categories.map((category) => category.id)],
    });
    for await (const rows of stream) {
      for (const [id, category, question] of rows) {
        entries.push({ id: Number(id), category: Number(category), question: question ?? null });
      }
    }
    this.entries = entries;
  }

  private async readReferences(contexts: readonly string[]): Promise<void> {
    const rows = await this.job.reader.all({
      text:
        'SELECT r.usingcontextid, r.questionbankentryid FROM {question_references} r ' +
        // A reference whose slot is gone is not in quiz.xml.
        'JOIN {quiz_slots} s ON s.id = r.itemid WHERE r.usingcontextid IN (?) ' +
        "AND r.component = 'mod_quiz' AND r.questionarea = 'slot'",
      parameters: [contexts],
    });
    for (const row of rows) this.use(row.usingcontextid ?? '', Number(row.questionbankentryid));
  }

  private async resolveRandomSlots(slots: readonly { owner: string; filter: SlotFilter }[]): Promise<void> {
    const tagged = await this.readTags(slots);
    for (const { owner, filter } of slots) {
      const categories = this.withSubcategories(filter);
      for (const entry of this.entries) {
        if (!categories.has(entry.category) || entry.question === null) continue;
        const tags = tagged.get(entry.question);
        if (hasTags(filter, tags)) this.use(owner, entry.id);
      }
    }
  }

  private async readTags(slots: readonly { filter: SlotFilter }[]): Promise<Map<string, Set<string>>> {
    const wanted = [...new Set(slots.flatMap(({ filter }) => filter.tags))];
    const tagged = new Map<string, Set<string>>();
    if (wanted.length === 0) return tagged;
    const rows = await this.job.reader.all({
      text:
        "SELECT itemid, tagid FROM {tag_instance} WHERE itemtype = 'question' AND component = 'core_question' " +
        'AND tagid IN (?)',
      parameters: [wanted],
    });
    for (const { itemid, tagid } of rows) {
      const tags = tagged.get(itemid ?? '') ?? new Set();
      tagged.set(itemid ?? '', tags.add(tagid ?? ''));
    }
    return tagged;
  }

  private withSubcategories({ categories, includeSubcategories }: SlotFilter): ReadonlySet<number> {
    const found = new Set(categories);
    for (let size = 0; includeSubcategories && size !== found.size;) {
      size = found.size;
      for (const { id, parent } of this.categories) if (found.has(parent)) found.add(id);
    }
    return found;
  }

  private use(context: string, entry: number): void {
    const entries = this.used.get(context) ?? new Set();
    this.used.set(context, entries.add(entry));
  }
}

function hasTags({ tags, tagsMatch }: SlotFilter, own: ReadonlySet<string> | undefined): boolean {
  if (tags.length === 0) return true;
  const has = (tag: string) => own?.has(tag) ?? false;
  if (tagsMatch === 'all') return tags.every(has);
  return tags.some(has) === (tagsMatch === 'any');
}
