import type { DefinitionRegistry } from '@coursekeep/definitions';
import { numberOf, textOf } from '@coursekeep/backup-reader';
import type { Frame } from './document-walk';
import { FLAT_QUESTION, type FlatBank, type RandomQuestion } from './flat-bank';
import { OldLayouts } from './old-layouts';
import { placeOf, type RowContext } from './row-context';
import type { RowMaker } from './row-maker';
import { tagsOfSlot } from './ways/slot-tag';

/** Types without data of their own, which no definition needs to describe. */
const PLAIN_TYPES = ['description', 'missingtype'];

/** Brings questions and quizzes from before Moodle 4.0 into the question bank of today: each question gets an entry with one
 *  version, each slot a reference. Random questions are no questions any more but conditions of their slots. */
export class FlatRows {
  private readonly types: ReadonlySet<string>;
  private readonly layouts: OldLayouts;
  /** Context in the site → its topmost category of questions. */
  private readonly tops = new Map<unknown, number>();

  constructor(
    private readonly maker: RowMaker,
    private readonly bank: FlatBank,
    registry: DefinitionRegistry,
  ) {
    const plugins = registry.pluginsAt('qtype_question_plugin').map(({ plugin }) => plugin.replace('qtype_', ''));
    this.types = new Set([...plugins, ...PLAIN_TYPES]);
    this.layouts = new OldLayouts(maker);
  }

  /** Whether a record is a random question. */
  isRandom({ row }: Frame): boolean {
    return row.path === FLAT_QUESTION && this.bank.randoms.has(numberOf(row, 'id') ?? 0);
  }

  /** Completes a row of this table that is about to be written. */
  async complete(table: string, frame: Frame, context: RowContext): Promise<void> {
    if (frame.row.path === FLAT_QUESTION) await this.addToBank(frame, context);
    else if (table === 'question_categories') await this.hangBelowTop(frame);
    else if (table === 'quiz_slots') this.layouts.place(frame, context);
    else if (table === 'quiz_sections') this.layouts.takeSection(context);
  }

  /** After a row of this table and all inside it. */
  async close(table: string, frame: Frame, context: RowContext): Promise<void> {
    if (table === 'quiz_slots') await this.refer(frame, context);
    else if (table === 'quiz') await this.layouts.close(frame);
  }

  private async hangBelowTop({ row, values }: Frame): Promise<void> {
    if (!this.bank.lacksTop(row)) return;
    const context = values.contextid;
    let top = this.tops.get(context);
    if (top === undefined) this.tops.set(context, (top = await this.topOf(context ?? 0)));
    values.parent = top;
  }

  private async topOf(context: string | number): Promise<number> {
    const { writer, ids } = this.maker;
    const sql = "SELECT id FROM mdl_question_categories WHERE contextid = ? AND parent = 0 AND name = 'top'";
    const [known] = await writer.read(sql, [context]);
    if (known) return Number(known.id);
    const id = await ids.next('question_categories');
    const stamp = `coursekeep+top+${id}`;
    const texts = { name: 'top', info: '', infoformat: 0, stamp };
    return writer.insert('question_categories', { id, contextid: context, ...texts, parent: 0, sortorder: 0 });
  }

  private async addToBank(frame: Frame, context: RowContext): Promise<void> {
    const { row, values } = frame;
    const { ids, buffer, findings } = this.maker;
    const place = placeOf(frame, context);
    const oldId = numberOf(row, 'id') ?? 0;
    const type = textOf(row, 'qtype');
    if (!this.types.has(type)) {
      findings.note('unknown-plugin', `Questions of the type “${type}”, whose own data nobody here knows.`, place);
    }
    if (this.bank.isPartOfItself(oldId)) {
      findings.note('contradiction', 'Questions that are parts of themselves: each stands alone now.', place);
      values.parent = 0;
    }
    const category = context.around.findLast((one) => one.row.name === 'question_category');
    const entry = ids.of('question_bank_entries', oldId) ?? (await ids.next('question_bank_entries'));
    await buffer.add('question_bank_entries', {
      id: entry,
      questioncategoryid: category?.values.id ?? 0,
      idnumber: textOf(row, 'idnumber') || null,
      ownerid: values.createdby ?? null,
    });
    await buffer.add('question_versions', {
      id: ids.of('question_versions', oldId) ?? (await ids.next('question_versions')),
      questionbankentryid: entry,
      version: 1,
      questionid: values.id,
      status: textOf(row, 'hidden') === '1' ? 'hidden' : 'ready',
    });
  }

  private async refer(slot: Frame, context: RowContext): Promise<void> {
    const question = numberOf(slot.row, 'questionid') ?? numberOf(slot.row, 'question');
    if (question === null) return;
    const { ids, buffer, findings } = this.maker;
    const use = {
      usingcontextid: context.variables.context,
      component: 'mod_quiz',
      questionarea: 'slot',
      itemid: slot.values.id,
    };
    const random = this.bank.randoms.get(question);
    if (random) {
      const drawn = await this.conditionOf(random, slot);
      if (drawn) {
        const id = await ids.next('question_set_references');
        await buffer.add('question_set_references', { id, ...use, ...drawn });
        return;
      }
    }
    const entry = random ? null : ids.of('question_bank_entries', question);
    if (entry === null) {
      const what = random ? 'category' : 'question';
      const message = `Places of a quiz whose ${what} is not in the backup: they are empty.`;
      findings.note('foreign-reference', message, placeOf(slot, context));
      return;
    }
    const id = await ids.next('question_references');
    await buffer.add('question_references', { id, ...use, questionbankentryid: entry, version: null });
  }

  /** What a random slot draws from, in the form of Moodle 4.3 and later; null where that is not in the backup. */
  private async conditionOf(random: RandomQuestion, slot: Frame) {
    const oldCategory = numberOf(slot.row, 'questioncategoryid') || random.category;
    const oldContext = oldCategory === null ? undefined : this.bank.contexts.get(oldCategory);
    if (oldCategory === null || oldContext === undefined) return null;
    const questionscontextid = await this.maker.values.id('context', oldContext);
    const category = await this.maker.values.id('question_categories', oldCategory);
    if (questionscontextid === null || category === null) return null;
    const told = slot.row.values.get('includingsubcategories') ?? null;
    const includesubcategories = told === null ? random.withSubcategories : told === '1';
    const tags = tagsOfSlot(slot);
    const filter = {
      category: { jointype: ANY, values: [category], filteroptions: { includesubcategories } },
      ...(tags.length > 0 ? { qtagids: { jointype: ALL, values: tags } } : {}),
    };
    return { questionscontextid, filtercondition: JSON.stringify({ filter }) };
  }
}

/** How Moodle's filters join their values. */
const ANY = 1;
const ALL = 2;
