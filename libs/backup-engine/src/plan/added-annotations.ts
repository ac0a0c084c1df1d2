import type { BackupJob } from '../controller/backup-job';
import type { Annotations } from '../structure/annotations';
import type { BackupTask } from '../structure/scope';
import type { PlannedTask } from './plan';

/** What Moodle adds to the annotations between documents: groups of the course, groups behind groupings, scales behind
 *  outcomes, grade items of the front page (plan.json, steps annotate_… and fetch_activity_grade_items). */
export class AddedAnnotations {
  constructor(
    private readonly job: BackupJob,
    private readonly annotations: Annotations,
  ) {}

  /** The course task carries all groups and groupings of the course. Enrolment methods that fill a group name none: the step
   *  `annotate_enrol_custom_fields` asks them, and none of Moodle's own answers. */
  async annotateCourse(tasks: readonly PlannedTask[]): Promise<void> {
    const course = tasks.find((planned) => planned.kind === 'course')?.task;
    if (!course) return;
    if (!this.job.settings.isOn('groups')) return;
    const parameters = [this.job.outline.courseId];
    for (const [item, text] of [
      ['group', 'SELECT id FROM {groups} WHERE courseid = ?'],
      ['grouping', 'SELECT id FROM {groupings} WHERE courseid = ?'],
    ] as const) {
      for (const { id } of await this.job.reader.all({ text, parameters })) this.note(course, item, id ?? null);
    }
    await this.annotateFromGroupings([course]);
  }

  /** Adds to each task the groups of the groupings that it refers to so far. */
  async annotateFromGroupings(tasks: readonly BackupTask[]): Promise<void> {
    if (!this.job.settings.isOn('groups')) return;
    const groupings = new Map(tasks.map((task) => [task, this.annotations.of(task.directory, 'grouping')]));
    const groups = await this.groupsIn(new Set([...groupings.values()].flat()));
    for (const [task, ids] of groupings) {
      for (const grouping of ids) {
        for (const group of groups.get(String(grouping)) ?? []) this.note(task, 'group', group);
      }
    }
  }

  /** Activities of the front page name their grade items, although they have no grades.xml. */
  async annotateGradeItems(tasks: readonly PlannedTask[]): Promise<void> {
    const rows = await this.job.reader.all({
      text: "SELECT id, itemmodule, iteminstance FROM {grade_items} WHERE courseid = ? AND itemtype = 'mod'",
      parameters: [this.job.outline.courseId],
    });
    const activities = tasks.filter((planned) => planned.kind === 'activity');
    const directories = new Map(
      activities.map(({ activity, task }) => [`${activity.modname} ${activity.instanceId}`, task.directory]),
    );
    for (const { id = null, itemmodule, iteminstance } of rows) {
      const directory = directories.get(`${itemmodule} ${iteminstance}`);
      if (directory !== undefined) this.annotations.note(directory, 'grade_item', id, false);
    }
  }

  async annotateScalesOfOutcomes(tasks: readonly PlannedTask[]): Promise<void> {
    const outcomes = tasks.flatMap(({ task }) => [...this.annotations.of(task.directory, 'outcome')]);
    if (outcomes.length === 0) return;
    const rows = await this.job.reader.all({
      text: 'SELECT DISTINCT scaleid FROM {grade_outcomes} WHERE id IN (?) AND scaleid IS NOT NULL',
      parameters: [[...new Set(outcomes)]],
    });
    for (const { scaleid } of rows) this.annotations.note('', 'scalefinal', scaleid ?? null, false);
  }

  private async groupsIn(groupings: ReadonlySet<number>): Promise<Map<string, string[]>> {
    const groups = new Map<string, string[]>();
    if (groupings.size === 0) return groups;
    const rows = await this.job.reader.all({
      text: 'SELECT groupingid, groupid FROM {groupings_groups} WHERE groupingid IN (?)',
      parameters: [[...groupings]],
    });
    for (const { groupingid, groupid } of rows) {
      const list = groups.get(groupingid ?? '') ?? [];
      list.push(groupid ?? '');
      groups.set(groupingid ?? '', list);
    }
    return groups;
  }

  private note(task: BackupTask, item: 'group' | 'grouping', id: string | null): void {
    this.annotations.note(task.directory, item, id, false);
  }
}
