import type { Row, SiteRows } from '../site-rows';
import type { Grade } from './gradebook';

interface Parts {
  readonly course: Row;
  readonly categories: readonly { readonly row: Row; readonly item: Row; readonly droplow: number }[];
  readonly items: readonly Row[];
}

/** What one person has in one column: the grade, and out of how much. */
interface Mark {
  readonly item: Row;
  readonly value: number | null;
  readonly outOf: number;
  readonly grade: Grade | null;
}

/** Moodle's natural weighting: a total is the sum of the grades, out of the sum of what was graded; a category may drop its
 *  lowest grades. */
export class GradeTotals {
  constructor(
    private readonly rows: SiteRows,
    private readonly parts: Parts,
  ) {}

  /** Sets the highest grade of every total, and the weight of every item in its total. */
  weigh(): void {
    for (const { row, item, droplow } of this.parts.categories) {
      const inside = this.itemsIn(row.id);
      const counted = inside.slice(0, Math.max(1, inside.length - droplow));
      item.grademax = sum(counted.map(maximum));
      setWeights(inside, Number(item.grademax));
    }
    const top = this.topItems();
    this.parts.course.grademax = sum(top.map(maximum));
    setWeights(top, Number(this.parts.course.grademax));
  }

  /** Adds a person's rows in all columns, and what led to them in the history. */
  addGradesOf(userid: number, gradeOf: (item: Row, userid: number) => Grade | null): void {
    const marks = new Map(this.parts.items.map((item) => [item.id, mark(item, gradeOf(item, userid))]));
    for (const { row, item, droplow } of this.parts.categories) {
      const inside = this.itemsIn(row.id).flatMap((one) => marks.get(one.id) ?? []);
      const total = totalOf(item, inside, droplow);
      marks.set(item.id, total.mark);
      this.addRows(userid, inside, total);
    }
    const top = this.topItems().flatMap((one) => marks.get(one.id) ?? []);
    const total = totalOf(this.parts.course, top, 0);
    this.addRows(userid, top, total);
    this.addRow(userid, total.mark, { status: total.mark.value === null ? 'novalue' : 'unknown', weight: null });
  }

  private itemsIn(category: number): Row[] {
    return this.parts.items.filter((item) => item.categoryid === category && item.outcomeid === null);
  }

  private topItems(): Row[] {
    const inCategories = new Set(this.parts.categories.map(({ row }) => row.id));
    const own = this.parts.items.filter(
      (item) => !inCategories.has(Number(item.categoryid)) && item.outcomeid === null,
    );
    return [...own, ...this.parts.categories.map(({ item }) => item)];
  }

  private addRows(userid: number, marks: readonly Mark[], total: Total): void {
    for (const one of marks) {
      const status = one.value === null ? 'novalue' : total.dropped.has(one) ? 'dropped' : 'used';
      this.addRow(userid, one, { status, weight: status === 'used' ? one.outOf / total.mark.outOf : 0 });
    }
  }

  private addRow(
    userid: number,
    { item, value, outOf, grade }: Mark,
    aggregation: { status: string; weight: number | null },
  ): void {
    const own = item.itemtype === 'mod' || item.itemtype === 'manual';
    const values = {
      itemid: item.id,
      userid,
      rawgrade: item.itemtype === 'mod' ? value : null,
      rawgrademax: outOf,
      rawgrademin: item.gradetype === 2 ? 1 : 0,
      rawscaleid: item.scaleid ?? null,
      usermodified: grade?.grader ?? null,
      finalgrade: value,
      overridden: 0,
      feedback: grade?.feedback ?? null,
      feedbackformat: grade?.feedback === undefined ? 0 : 1,
      informationformat: 0,
    };
    const row = this.rows.add('grade_grades', {
      ...values,
      timecreated: own && grade ? grade.time - 86_400 : null,
      timemodified: grade?.time ?? null,
      aggregationstatus: aggregation.status,
      aggregationweight: aggregation.weight === null ? null : Number(aggregation.weight.toFixed(5)),
    });
    if (grade) this.addHistory(row.id, values, item, grade);
  }

  private addHistory(oldid: number, values: Record<string, string | number | null>, item: Row, grade: Grade): void {
    const source = item.itemtype === 'mod' ? `mod/${item.itemmodule}` : 'gradebook';
    const nothing = { rawgrade: null, finalgrade: null, feedback: null, feedbackformat: 0 };
    this.rows.add('grade_grades_history', {
      ...values,
      ...nothing,
      action: 1,
      oldid,
      source,
      loggeduser: grade.userid,
      timemodified: grade.time - 86_400,
    });
    this.rows.add('grade_grades_history', {
      ...values,
      action: 2,
      oldid,
      source,
      loggeduser: grade.grader,
      timemodified: grade.time,
    });
  }
}

interface Total {
  readonly mark: Mark;
  readonly dropped: ReadonlySet<Mark>;
}

function totalOf(item: Row, marks: readonly Mark[], droplow: number): Total {
  const graded = marks.filter((one) => one.value !== null);
  const byShare = [...graded].sort((a, b) => Number(a.value) / a.outOf - Number(b.value) / b.outOf);
  const dropped = new Set(byShare.slice(0, Math.min(droplow, Math.max(0, byShare.length - 1))));
  const used = graded.filter((one) => !dropped.has(one));
  const value = used.length === 0 ? null : sum(used.map((one) => Number(one.value)));
  return {
    mark: { item, value, outOf: used.length === 0 ? maximum(item) : sum(used.map((one) => one.outOf)), grade: null },
    dropped,
  };
}

const mark = (item: Row, grade: Grade | null): Mark => ({
  item,
  value: grade?.value ?? null,
  outOf: maximum(item),
  grade,
});

function setWeights(items: readonly Row[], total: number): void {
  for (const item of items) item.aggregationcoef2 = total === 0 ? 0 : Number((maximum(item) / total).toFixed(5));
}

const maximum = (item: Row) => Number(item.grademax);

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
