import type { BackupDocument } from '../read/document/backup-document';
import { type DocumentRow, numberOf, textOf } from '../read/document/document-row';
import type { ComparedDocument } from './compare-rows';
import { InsideQuestion } from './inside-question';

/** The question banks of two backups, seen alike: since Moodle 4.0 a question is an entry with versions, before it stood by
 *  itself. A question is what the entry is: its newest version, wherever in the bank it lies. Source: format.md. */
export class QuestionBanks {
  private constructor(
    private readonly before: Bank,
    private readonly after: Bank,
  ) {}

  static async of(before: BackupDocument | undefined, after: BackupDocument | undefined): Promise<QuestionBanks> {
    return new QuestionBanks(await readBank(before), await readBank(after));
  }

  /** Is one of the two from before Moodle 4.0, the other not? */
  get differInLayout(): boolean {
    const [before, after] = [this.before.layout, this.after.layout];
    return before !== null && after !== null && before !== after;
  }

  /** What tells a question from all others in both banks: its entry where a bank has one for it, else itself. */
  questionKey(id: string): string {
    const entry = this.entryOf(id);
    return entry === undefined ? `question ${id}` : entryKey(entry);
  }

  /** A question in words; `key` as questionKey gives it. */
  label(key: string): string {
    const [word, id = ''] = key.split(' ');
    const name = [this.after, this.before]
      .map(({ newest, names }) => names.get(word === 'entry' ? (newest.get(id)?.id ?? '') : id))
      .find((found) => found !== undefined);
    return name === undefined ? key : `${name} (${key})`;
  }

  /** A questions.xml with one record for each question, the newest. */
  asQuestions(document: BackupDocument, side: 'before' | 'after'): ComparedDocument {
    const rows = () => this.questions(document, this[side]);
    return { size: document.size, digest: () => document.digest(), rows };
  }

  private async *questions(document: BackupDocument, bank: Bank): AsyncGenerator<DocumentRow> {
    let version: DocumentRow | null = null;
    let inside: InsideQuestion | null = null;
    for await (const row of document.rows()) {
      if (row.name === 'question_bank_entry') continue;
      if (row.name === 'question_versions') version = row;
      else if (row.name === 'question') {
        const question = this.question(row, version, bank);
        inside = question && new InsideQuestion(row, question, this.isOneVersion(textOf(row, 'id')));
        if (question) yield question;
      } else if (!row.path.includes('/question/')) yield row;
      // What is in a question that is left out is left out with it.
      else if (inside) yield inside.alike(row);
    }
  }

  /** null for an older version, and for what stood in the bank for a random slot before 4.0 where the other bank is newer. */
  private question(row: DocumentRow, version: DocumentRow | null, bank: Bank): DocumentRow | null {
    const id = textOf(row, 'id');
    const entry = bank.layout === 'entries' ? (version?.parent ?? null) : null;
    const entryId = entry ? textOf(entry, 'id') : '';
    if (entry && bank.newest.get(entryId)?.id !== id) return null;
    if (!entry && this.differInLayout && textOf(row, 'qtype') === 'random') return null;
    const category = (entry ?? row).parent;
    const values = new Map(row.values);
    values.set('id', this.questionKey(id));
    values.set('parent', textOf(row, 'parent') === '0' ? '0' : this.questionKey(textOf(row, 'parent')));
    values.set('category', this.categoryName(category ? textOf(category, 'id') : ''));
    if (entry && version) {
      values.set('idnumber', entry.values.get('idnumber') ?? null);
      values.set('status', version.values.get('status') ?? null);
      if (!this.differInLayout) values.set('versions', String(bank.newest.get(entryId)?.versions));
    } else {
      values.set('status', textOf(row, 'hidden') === '1' ? 'hidden' : 'ready');
      values.delete('hidden');
      values.delete('version');
    }
    // Not below its category: a question that was moved is the same question.
    return { ...row, path: QUESTION_PATH, parent: null, values };
  }

  /** Do both banks show this very question, no older or newer version of it? */
  private isOneVersion(id: string): boolean {
    const entry = this.entryOf(id) ?? '';
    return [this.before, this.after].every(
      ({ names, newest }) => (newest.get(entry)?.id ?? id) === id && names.has(id),
    );
  }

  private entryOf(id: string): string | undefined {
    return this.after.entryOf.get(id) ?? this.before.entryOf.get(id);
  }

  /** One name for both banks: a category that is renamed is not told of each of its questions. */
  private categoryName(id: string): string {
    return this.after.categories.get(id) ?? this.before.categories.get(id) ?? id;
  }
}

/** How a bank entry is known. */
export const entryKey = (entry: string): string => `entry ${entry}`;

const QUESTION_PATH = 'question_categories/question';

interface Bank {
  readonly layout: 'flat' | 'entries' | null;
  /** The entry of each question, by the question's id. */
  readonly entryOf: ReadonlyMap<string, string>;
  /** Names of the questions by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Of each entry: the question of its newest version, and how many versions it has. */
  readonly newest: ReadonlyMap<string, { readonly id: string; readonly version: number; readonly versions: number }>;
  /** Names of the categories by id. */
  readonly categories: ReadonlyMap<string, string>;
}

async function readBank(document: BackupDocument | undefined): Promise<Bank> {
  const entryOf = new Map<string, string>();
  const newest = new Map<string, { id: string; version: number; versions: number }>();
  const categories = new Map<string, string>();
  const names = new Map<string, string>();
  let layout: Bank['layout'] = null;
  let version: DocumentRow | null = null;
  for await (const row of document?.rows() ?? []) {
    if (row.name === 'question_category') categories.set(textOf(row, 'id'), textOf(row, 'name'));
    if (row.name === 'question_versions') version = row;
    if (row.name !== 'question') continue;
    names.set(textOf(row, 'id'), textOf(row, 'name'));
    layout ??= row.path.includes('/question_bank_entry/') ? 'entries' : 'flat';
    if (layout === 'flat' || !version?.parent) continue;
    const [id, entry, number] = [textOf(row, 'id'), textOf(version.parent, 'id'), numberOf(version, 'version') ?? 0];
    entryOf.set(id, entry);
    const known = newest.get(entry);
    const versions = (known?.versions ?? 0) + 1;
    newest.set(entry, known && known.version > number ? { ...known, versions } : { id, version: number, versions });
  }
  return { layout, entryOf, names, newest, categories };
}
