import type { Frame } from './document-walk';
import { freeShortname } from './free-shortname';
import { placeOf, type RowContext } from './row-context';
import type { RowMaker } from './row-maker';

/** Rows in which more must be changed than ids: names that may be taken here, and what is found by its name. */
export class SpecialRows {
  constructor(
    private readonly maker: RowMaker,
    private readonly place: { readonly courseId: number; readonly categoryId: number },
  ) {}

  /** Completes a row of this table that is about to be written. */
  async complete(table: string, frame: Frame, context: RowContext): Promise<void> {
    if (table === 'course') await this.nameCourse(frame, context);
    else if (table === 'question_categories') await this.tellApart(frame, context);
    else if (table === 'course_completion_criteria') await this.nameRequiredCourse(frame, context);
  }

  /** The category is there already; the course is in it. */
  async hangIntoCategory(frame: Frame, context: RowContext): Promise<void> {
    frame.dropped = true;
    const course = context.around.at(-1);
    if (course) course.values.category = this.place.categoryId;
    const description = frame.row.values.get('description') ?? null;
    if (!this.maker.ids.isMatched('course_categories', Number(frame.row.values.get('id')))) {
      await this.maker.writer.update('course_categories', this.place.categoryId, {
        description: description === null ? null : this.maker.values.decodeLinks(description),
      });
    }
  }

  private async nameCourse(frame: Frame, context: RowContext): Promise<void> {
    frame.values.category = this.place.categoryId;
    frame.values.id = this.place.courseId;
    const wanted = String(frame.values.shortname ?? '');
    const name = await freeShortname(wanted, this.maker.writer);
    if (name === wanted) return;
    frame.values.shortname = name;
    const message = `The short name “${wanted}” belongs to another course here: the imported one is “${name}”.`;
    this.maker.findings.note('renamed', message, { ...placeOf(frame, context), field: 'shortname' });
  }

  /** Questions of the course's category may be here from an earlier import: these are other ones. */
  private async tellApart({ values, row }: Frame, context: RowContext): Promise<void> {
    const taken = async (column: 'stamp' | 'idnumber') =>
      (
        await this.maker.writer.read(`SELECT id FROM mdl_question_categories WHERE contextid = ? AND ${column} = ?`, [
          values.contextid ?? 0,
          values[column] ?? null,
        ])
      ).length > 0;
    if (await taken('stamp')) values.stamp = `${String(values.stamp)}+${values.id}`;
    if (!(await taken('idnumber'))) return;
    values.idnumber = null;
    const message = 'Question categories whose id number another one here has: they are without one.';
    const place = { document: context.document, element: row.path, field: 'idnumber' };
    this.maker.findings.note('renamed', message, place);
  }

  /** Another course that must be completed first: the one of that short name, if there is one. */
  private async nameRequiredCourse(frame: Frame, context: RowContext): Promise<void> {
    const shortname = frame.row.values.get('courseinstanceshortname');
    if (!shortname) return;
    const [known] = await this.maker.writer.read('SELECT id FROM mdl_course WHERE shortname = ?', [shortname]);
    if (known) frame.values.courseinstance = Number(known.id);
    else {
      const message = `The course “${shortname}”, which must be completed before: there is none here.`;
      const place = { ...placeOf(frame, context), field: 'courseinstanceshortname' };
      this.maker.findings.note('foreign-reference', message, place);
    }
  }
}
