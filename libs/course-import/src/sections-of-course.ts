import type { SiteWriter } from '@coursekeep/embedded-site';
import type { IdMap } from './id-map';
import type { TaskFacts } from './tasks';

interface Section {
  readonly id: number;
  readonly sequence: string;
  readonly added: number[];
}

/** The sections of a course into which a part of another one goes. What is there stays as it is. */
export class SectionsOfCourse {
  private readonly byNumber = new Map<number, Section>();
  /** Numbers that sections of the backup have taken. */
  private readonly taken = new Set<number>();

  private constructor(
    private readonly course: number,
    private readonly writer: SiteWriter,
    private readonly ids: IdMap,
  ) {}

  static async of(course: number, writer: SiteWriter, ids: IdMap): Promise<SectionsOfCourse> {
    const sections = new SectionsOfCourse(course, writer, ids);
    const rows = await writer.read('SELECT id, section, sequence FROM mdl_course_sections WHERE course = ?', [course]);
    for (const { id, section, sequence } of rows)
      sections.byNumber.set(Number(section), { id: Number(id), sequence: String(sequence ?? ''), added: [] });
    return sections;
  }

  /** Gives activities whose section the backup does not bring one of the same number here. */
  async placeActivities(tasks: Iterable<TaskFacts>): Promise<void> {
    for (const { scope, id, section: oldId, sectionNumber } of tasks) {
      if (scope !== 'activity' || id === null || oldId === null || this.ids.isClaimed('course_sections', oldId))
        continue;
      const number = sectionNumber ?? 0;
      const section = this.byNumber.get(number) ?? (await this.add(number));
      section.added.push(this.ids.of('course_modules', id) ?? id);
      this.ids.match('course_sections', oldId, section.id);
    }
  }

  /** The number for a section that the backup brings: its own where it is free, else one after all. */
  numberFor(wanted: number): number {
    const used = [...this.byNumber.keys(), ...this.taken];
    const number = used.includes(wanted) ? Math.max(...used) + 1 : wanted;
    this.taken.add(number);
    return number;
  }

  /** After all rows: the sections list their new activities; a new course has the section that every course has. */
  async finish(): Promise<void> {
    if (!this.byNumber.has(0) && !this.taken.has(0)) await this.add(0);
    for (const { id, sequence, added } of this.byNumber.values()) {
      if (added.length === 0) continue;
      await this.writer.update('course_sections', id, {
        sequence: [...sequence.split(',').filter((one) => one !== ''), ...added].join(','),
      });
    }
  }

  private async add(number: number): Promise<Section> {
    const section: Section = { id: await this.ids.next('course_sections'), sequence: '', added: [] };
    const empty = { summary: '', summaryformat: 1, sequence: '', visible: 1 };
    await this.writer.insert('course_sections', { id: section.id, course: this.course, section: number, ...empty });
    this.byNumber.set(number, section);
    return section;
  }
}
