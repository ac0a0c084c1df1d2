import type { Backup } from '@coursekeep/backup-reader';
import { ContextLevel } from '@coursekeep/moodle-site';
import type { SiteWriter } from '@coursekeep/embedded-site';
import type { Claims } from './claims';
import type { Contexts, Placed } from './contexts';
import { addCategory } from './course-category';
import type { Frame } from './document-walk';
import { freeShortname } from './free-shortname';
import type { IdMap } from './id-map';
import { ImportError } from './import-error';
import { SectionsOfCourse } from './sections-of-course';

/** Documents of a part's backup that speak of the whole course: that course is another one here. */
export const ABOUT_THE_COURSE: ReadonlySet<string> = new Set([
  'badges.xml',
  'completion.xml',
  'grade_history.xml',
  'gradebook.xml',
]);

interface Course {
  readonly id: number;
  readonly category: number;
  readonly context: Placed;
}

/** The course for the backup of one section or one activity: one of the site, or a new one with nothing else in it. */
export class PartOfCourse {
  private sections!: SectionsOfCourse;

  private constructor(
    private readonly backup: Backup,
    private readonly writer: SiteWriter,
    private readonly ids: IdMap,
    private readonly into: Course | null,
  ) {}

  /** `into`: id or short name of a course of the site. Rejects with ImportError where there is none. */
  static async of(backup: Backup, writer: SiteWriter, ids: IdMap, into: string | undefined): Promise<PartOfCourse> {
    const course = into === undefined ? null : await courseCalled(into, writer);
    const part = new PartOfCourse(backup, writer, ids, course);
    part.claim();
    return part;
  }

  /** Recognises what the course has already, before ids are settled: groups, outcomes and scales of the same name. */
  async match(claims: Claims): Promise<void> {
    if (!this.into) return;
    for (const { table, id, column, name } of claims.ofCourse) {
      const sql = `SELECT id FROM mdl_${table} WHERE courseid = ? AND ${column} = ? ORDER BY id LIMIT 1`;
      const [known] = await this.writer.read(sql, [this.into.id, name]);
      if (known) this.ids.match(table, id, Number(known.id));
    }
  }

  /** The course, with sections for its new activities and a gradebook. After the ids are settled. */
  async place(claims: Claims, contexts: Contexts): Promise<{ id: number; category: number }> {
    const course = this.into ?? (await this.addCourse(claims, contexts));
    contexts.useCourse(course.context, this.backup.information.course.contextId);
    this.sections = await SectionsOfCourse.of(course.id, this.writer, this.ids);
    await this.sections.placeActivities(claims.tasks.list());
    const top = await this.topGradeCategory(course.id);
    for (const id of claims.gradeCategories) this.ids.match('grade_categories', id, top);
    return course;
  }

  /** Completes a row of this table that is about to be written. */
  complete(table: string, { values }: Frame): void {
    if (table === 'course_sections') values.section = this.sections.numberFor(Number(values.section));
    else if (table === 'grade_items') values.needsupdate = 1;
  }

  /** After all rows. */
  async finish(): Promise<void> {
    await this.sections.finish();
  }

  private claim(): void {
    const { id, contextId } = this.backup.information.course;
    if (id !== null) this.ids.claim('course', id);
    if (contextId !== null) this.ids.claim('context', contextId);
    if (!this.into) return;
    if (id !== null) this.ids.match('course', id, this.into.id);
    if (contextId !== null) this.ids.match('context', contextId, this.into.context.id);
  }

  private async addCourse(claims: Claims, contexts: Contexts): Promise<Course> {
    const { course: old } = this.backup.information;
    const category = await addCategory(claims, this.ids, this.writer, contexts);
    const id = (old.id === null ? null : this.ids.of('course', old.id)) ?? (await this.ids.next('course'));
    await this.writer.insert('course', {
      id,
      category: category.id,
      sortorder: 10_000 * category.id + 1,
      fullname: old.fullname || 'Imported',
      shortname: await freeShortname(old.shortname || 'imported', this.writer),
      format: /^[a-z][a-z0-9_]*$/.test(old.format) && old.format !== 'site' ? old.format : 'topics',
      startdate: old.startDate ?? 0,
      visible: 1,
    });
    const context = await contexts.add(ContextLevel.course, id, old.contextId, category.context);
    return { id, category: category.id, context };
  }

  /** The category at the top of the course's gradebook; made as Moodle makes it where the course has none. */
  private async topGradeCategory(courseid: number): Promise<number> {
    const sql = 'SELECT id FROM mdl_grade_categories WHERE courseid = ? AND parent IS NULL ORDER BY id LIMIT 1';
    const [known] = await this.writer.read(sql, [courseid]);
    if (known) return Number(known.id);
    const id = await this.ids.next('grade_categories');
    const times = { timecreated: 0, timemodified: 0 };
    await this.writer.insert('grade_categories', {
      ...{ id, courseid, depth: 1, path: `/${id}/`, fullname: '?', aggregation: NATURAL, ...times },
    });
    await this.writer.insert('grade_items', {
      ...{ id: await this.ids.next('grade_items'), courseid, itemtype: 'course', iteminstance: id },
      ...{ gradetype: 1, grademax: 100, sortorder: 1, needsupdate: 1, ...times },
    });
    return id;
  }
}

/** Moodle's number of the aggregation “Natural”. */
const NATURAL = 13;

async function courseCalled(name: string, writer: SiteWriter): Promise<Course> {
  const sql = `SELECT c.id, c.category, x.id AS context, x.path FROM mdl_course c
    JOIN mdl_context x ON x.contextlevel = 50 AND x.instanceid = c.id WHERE c.shortname = ? OR c.id = ? ORDER BY c.shortname = ? DESC`;
  const id = /^\d{1,15}$/.test(name) ? Number(name) : 0;
  const [row] = await writer.read(sql, [name, id, name]);
  if (row && Number(row.id) !== 1) {
    const context = { id: Number(row.context), path: String(row.path) };
    return { id: Number(row.id), category: Number(row.category), context };
  }
  const what = row ? 'is the front page, which takes no parts of courses' : 'is no course of the embedded site';
  throw new ImportError('no-course', `“${name}” ${what}: give the id or the short name of a course.`);
}
