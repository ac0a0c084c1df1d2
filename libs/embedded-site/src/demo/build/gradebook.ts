import type { Row } from '../site-rows';
import { GradeTotals } from './grade-totals';
import { type CourseScope, named } from './scope';

type Ungraded = Omit<CourseScope, 'gradebook' | 'groupings' | 'groups' | 'outcomes'>;

/** A column of the gradebook that is going to be graded. */
export interface GradeItem {
  readonly name: string;
  readonly type: 'mod' | 'manual';
  readonly module?: string;
  readonly instance?: number;
  readonly number?: number;
  /** Highest grade, or the name of a scale. */
  readonly grade: number | string;
  readonly gradepass?: number;
  /** The name of a category of the gradebook; without it the item belongs to the course. */
  readonly category?: string;
  readonly outcome?: number;
  readonly idnumber?: string;
}

export interface Grade {
  readonly userid: number;
  readonly value: number;
  readonly time: number;
  readonly grader: number;
  readonly feedback?: string;
}

/** One course's gradebook while the course is built: items and grades are added, then the totals are drawn. */
export class Gradebook {
  private readonly items: Row[] = [];
  private readonly grades = new Map<number, Map<number, Grade>>();

  private constructor(
    private readonly scope: Ungraded,
    private readonly course: Row,
    private readonly courseItem: Row,
    private readonly categories: ReadonlyMap<
      string,
      { readonly row: Row; readonly item: Row; readonly droplow: number }
    >,
  ) {}

  /** Adds the course's own category and those that the demo names. */
  static open(scope: Ungraded): Gradebook {
    const top = addCategory(scope, null, '?', 0);
    const categories = (scope.demo.gradeCategories ?? []).map(({ name, droplow }) => {
      return [name, { ...addCategory(scope, top.row, name, droplow ?? 0), droplow: droplow ?? 0 }] as const;
    });
    return new Gradebook(scope, top.row, top.item, new Map(categories));
  }

  addItem(item: GradeItem): Row {
    const scale = typeof item.grade === 'string' ? named(this.scope.scales, item.grade) : null;
    const row = this.scope.rows.add('grade_items', {
      courseid: this.scope.course.id,
      categoryid: item.category === undefined ? this.course.id : named(this.categories, item.category).row.id,
      itemname: item.name,
      itemtype: item.type,
      itemmodule: item.module ?? null,
      iteminstance: item.instance ?? null,
      itemnumber: item.type === 'mod' ? (item.number ?? 0) : null,
      idnumber: item.idnumber ?? '',
      gradetype: scale ? 2 : 1,
      grademax: scale ? scale.items : item.grade,
      grademin: scale ? 1 : 0,
      scaleid: scale?.id ?? null,
      outcomeid: item.outcome ?? null,
      gradepass: item.gradepass ?? 0,
      ...this.common(),
    });
    this.items.push(row);
    return row;
  }

  addGrade(item: Row, grade: Grade): void {
    const ofItem = this.grades.get(item.id) ?? new Map<number, Grade>();
    this.grades.set(item.id, ofItem.set(grade.userid, grade));
  }

  /** Writes everybody's grades and the totals of categories and course, with their history. */
  finish(): void {
    for (const manual of this.scope.demo.manualItems ?? []) this.addManual(manual);
    const totals = new GradeTotals(this.scope.rows, {
      course: this.courseItem,
      categories: [...this.categories.values()],
      items: this.items,
    });
    totals.weigh();
    for (const username of this.scope.demo.students)
      totals.addGradesOf(this.scope.user(username), (item, userid) => this.grades.get(item.id)?.get(userid) ?? null);
    for (const [fromPercent, letter] of this.scope.demo.gradeLetters ?? [])
      this.scope.rows.add('grade_letters', { contextid: this.scope.context.id, lowerboundary: fromPercent, letter });
  }

  private addManual(manual: NonNullable<Ungraded['demo']['manualItems']>[number]): void {
    const item = this.addItem({ name: manual.name, type: 'manual', grade: manual.max, category: manual.category });
    for (const [username, value] of Object.entries(manual.grades)) {
      const userid = this.scope.user(username);
      this.addGrade(item, { userid, value, time: this.scope.at(manual.day), grader: this.scope.author });
    }
  }

  private common(): Record<string, number> {
    return commonValues(this.scope);
  }
}

function addCategory(scope: Ungraded, parent: Row | null, fullname: string, droplow: number): { row: Row; item: Row } {
  const time = Number(scope.course.timecreated);
  const row = scope.rows.add('grade_categories', {
    courseid: scope.course.id,
    parent: parent?.id ?? null,
    depth: parent ? 2 : 1,
    fullname,
    aggregation: 13,
    droplow,
    aggregateonlygraded: 1,
    timecreated: time,
    timemodified: time,
  });
  row.path = `${parent?.path ?? '/'}${row.id}/`;
  const item = scope.rows.add('grade_items', {
    courseid: scope.course.id,
    itemtype: parent ? 'category' : 'course',
    iteminstance: row.id,
    gradetype: 1,
    grademax: 100,
    ...commonValues(scope),
  });
  return { row, item };
}

function commonValues(scope: Ungraded): Record<string, number> {
  const time = Number(scope.course.timecreated);
  const sortorder = scope.rows.rows('grade_items').filter((row) => row.courseid === scope.course.id).length + 1;
  return { sortorder, timecreated: time, timemodified: time };
}
