import { ContextLevel } from '@coursekeep/moodle-site';
import type { Claims, UnknownActivity } from './claims';
import type { Contexts } from './contexts';
import type { Frame } from './document-walk';
import type { RowContext } from './row-context';
import type { RowMaker } from './row-maker';

/** Brings in the questions of activities whose kind the site does not know: into the bank of the course, a category of its own
 *  for each such activity below the topmost one; since Moodle 5.0, when banks are activities, into one for each. */
export class LostBanks {
  private constructor(
    /** The activities by their contexts in the backup. */
    private readonly activities: ReadonlyMap<number, UnknownActivity>,
    private readonly maker: RowMaker,
    /** The topmost category of the course's bank; null where there is none yet. */
    private top: number | null,
    private readonly newBanks: readonly NewBank[],
  ) {}

  /** Once the course has its context. */
  static async of(claims: Claims, maker: RowMaker, course: number, contexts: Contexts): Promise<LostBanks> {
    const { lostBanks: activities } = claims;
    const { ids, writer } = maker;
    if (activities.size === 0) return new LostBanks(activities, maker, null, []);
    const [module] = await writer.read("SELECT id FROM mdl_modules WHERE name = 'qbank'");
    if (module && maker.targets.table('qbank')) {
      const banks: NewBank[] = [];
      for (const one of activities) banks.push(await addBank(...one, Number(module.id)));
      return new LostBanks(activities, maker, null, banks);
    }
    const { id: courseContext } = contexts.ofCourse;
    for (const context of activities.keys()) ids.match('context', context, courseContext);
    const brought = [...claims.topCategories].find(
      ([, context]) => ids.of('context', context) === courseContext && !activities.has(context),
    );
    const sql = "SELECT id FROM mdl_question_categories WHERE contextid = ? AND parent = 0 AND name = 'top'";
    const [known] = await writer.read(sql, [courseContext]);
    const id = known ? Number(known.id) : brought && ids.of('question_categories', brought[0]);
    return new LostBanks(activities, maker, id ?? null, []);

    async function addBank(oldContext: number, activity: UnknownActivity, module: number): Promise<NewBank> {
      const [instance, id] = [await ids.next('qbank'), await ids.next('course_modules')];
      await writer.insert('qbank', { id: instance, course, name: nameOf(activity), intro: '', type: 'standard' });
      const context = await contexts.add(ContextLevel.module, id, null, contexts.ofCourse);
      ids.match('context', oldContext, context.id);
      return { id, course, module, instance };
    }
  }

  /** Completes a row of this table that is about to be written, and names each question. */
  complete(table: string, frame: Frame, { around }: RowContext): void {
    if (table === 'question_categories') this.place(frame);
    else if (table === 'question') this.name(around);
  }

  /** After all rows: new banks are in the first section of the course. */
  async finish(): Promise<void> {
    const { writer } = this.maker;
    for (const bank of this.newBanks) {
      const sql = 'SELECT id, sequence FROM mdl_course_sections WHERE course = ? ORDER BY section LIMIT 1';
      const [section] = await writer.read(sql, [bank.course]);
      const id = section
        ? Number(section.id)
        : await writer.insert('course_sections', { course: bank.course, section: 0 });
      await writer.insert('course_modules', { ...bank, section: id });
      const sequence = [section?.sequence, bank.id].filter(Boolean).join(',');
      await writer.update('course_sections', id, { sequence });
    }
  }

  private place({ row, values }: Frame): void {
    const activity = this.activities.get(Number(row.values.get('contextid')));
    if (!activity || this.newBanks.length > 0 || Number(row.values.get('parent')) !== 0) return;
    if (this.top === null) this.top = Number(values.id);
    else {
      values.parent = this.top;
      if (values.name === 'top') values.name = nameOf(activity);
    }
  }

  private name(around: readonly Frame[]): void {
    const category = around.find(({ row }) => row.name === 'question_category');
    const activity = this.activities.get(Number(category?.row.values.get('contextid')));
    if (!activity) return;
    const where = this.newBanks.length > 0 ? 'in a question bank of their own' : 'in the bank of the course';
    const message = `Questions in the bank of activities of the kind “${activity.kind}”: they are ${where} here.`;
    this.maker.findings.note('unknown-module', message, { document: '/questions.xml' });
  }
}

const nameOf = ({ kind, moduleId }: UnknownActivity): string => `${kind} ${moduleId}`;

/** A question bank as a row of `course_modules`, which waits for its section. */
interface NewBank {
  readonly id: number;
  readonly course: number;
  readonly module: number;
  readonly instance: number;
}
