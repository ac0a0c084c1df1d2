import type { Claims } from './claims';
import type { Frame } from './document-walk';
import type { RowContext } from './row-context';
import type { RowMaker } from './row-maker';

/** Brings the questions of activities whose kind the site does not know into the bank of the course: a category of its own for
 *  each such activity, below the topmost one. */
export class LostBanks {
  private constructor(
    private readonly contexts: ReadonlyMap<number, string>,
    private readonly maker: RowMaker,
    /** The topmost category of the course's bank; null where there is none yet. */
    private top: number | null,
  ) {}

  /** Once the course has its context. */
  static async of(claims: Claims, maker: RowMaker, courseContext: number): Promise<LostBanks> {
    const { ids, writer } = maker;
    for (const context of claims.lostBanks.keys()) ids.match('context', context, courseContext);
    const brought = [...claims.topCategories].find(
      ([, context]) => ids.of('context', context) === courseContext && !claims.lostBanks.has(context),
    );
    const sql = "SELECT id FROM mdl_question_categories WHERE contextid = ? AND parent = 0 AND name = 'top'";
    const [known] = claims.lostBanks.size > 0 ? await writer.read(sql, [courseContext]) : [];
    const id = known ? Number(known.id) : brought && ids.of('question_categories', brought[0]);
    return new LostBanks(claims.lostBanks, maker, id ?? null);
  }

  /** Completes a row of this table that is about to be written, and names each question. */
  complete(table: string, frame: Frame, { around }: RowContext): void {
    if (table === 'question_categories') this.place(frame);
    else if (table === 'question') this.name(around);
  }

  private place({ row, values }: Frame): void {
    const kind = this.contexts.get(Number(row.values.get('contextid')));
    if (kind === undefined || Number(row.values.get('parent')) !== 0) return;
    if (this.top === null) this.top = Number(values.id);
    else {
      values.parent = this.top;
      if (values.name === 'top') values.name = `${kind} ${row.values.get('contextinstanceid')}`;
    }
  }

  private name(around: readonly Frame[]): void {
    const category = around.find(({ row }) => row.name === 'question_category');
    const kind = this.contexts.get(Number(category?.row.values.get('contextid')));
    if (kind === undefined) return;
    const message = `Questions in the bank of activities of the kind “${kind}”: they are in the bank of the course here.`;
    this.maker.findings.note('unknown-module', message, { document: '/questions.xml' });
  }
}
