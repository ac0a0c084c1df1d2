import { type DocumentRow, textOf } from '@coursekeep/backup-reader';
import type { Frame } from './document-walk';
import type { RowMaker } from './row-maker';

/** The backup version of Moodle 4.1, the first whose courses list the options of their format. */
const FIRST_WITH_LIST = 2022112800;

/** Columns that the course had before Moodle 3 and that no option of a format has replaced. */
const GONE = new Set(['modinfo', 'sectioncache', 'restrictmodules', 'visibleold', 'cost', 'currency', 'password']);

/** The options of a course's format that stood among its own fields before Moodle 4.1: how many sections, on one page or
 *  several, and whatever a format of another maker kept. */
export class OldFormatOptions {
  private readonly listed = new WeakSet<Frame>();

  constructor(private readonly backupVersion: number) {}

  /** Whether a field of the course that is no column of it is such an option. */
  isOption(row: DocumentRow, field: string): boolean {
    return row.path === 'course' && this.backupVersion < FIRST_WITH_LIST && /^\w+$/.test(field) && !GONE.has(field);
  }

  /** The course lists its options itself: fields are none. */
  takeListed(course: Frame | undefined): void {
    if (course) this.listed.add(course);
  }

  /** After the course and all inside it: one row for each option. */
  async close(course: Frame, maker: RowMaker): Promise<void> {
    const { row, target } = course;
    if (this.listed.has(course)) return;
    for (const [name, value] of row.values) {
      const isColumn = target?.columnOf(name) !== null || !target.lacks(name);
      if (isColumn || value === null || !this.isOption(row, name)) continue;
      await maker.buffer.add('course_format_options', {
        id: await maker.ids.next('course_format_options'),
        courseid: course.values.id,
        format: textOf(row, 'format'),
        sectionid: 0,
        name,
        value,
      });
    }
  }
}
