import type { BackupJob } from '../../controller/backup-job';
import type { UnsupportedActivity } from '../../model/outline';

/** The ids of the grade items of these activities; one query whatever their number. */
export async function gradeItemsOf(job: BackupJob, activities: readonly UnsupportedActivity[]): Promise<number[]> {
  if (activities.length === 0) return [];
  const items = await job.reader.all({
    text:
      "SELECT id, itemmodule, iteminstance FROM {grade_items} WHERE courseid = ? AND itemtype = 'mod' " +
      'AND itemmodule IN (?) ORDER BY id',
    parameters: [job.outline.courseId, [...new Set(activities.map(({ modname }) => modname))]],
  });
  const keys = new Set(activities.map(({ modname, instanceId }) => `${modname}/${instanceId}`));
  return items
    .filter(({ itemmodule, iteminstance }) => keys.has(`${itemmodule}/${iteminstance}`))
    .map(({ id }) => Number(id));
}
