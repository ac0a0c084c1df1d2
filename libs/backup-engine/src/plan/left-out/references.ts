import type { BackupJob } from '../../controller/backup-job';
import { usesItems } from '@coursekeep/definitions';
import { warning } from '@coursekeep/errors';

/** Names the calculations that were left out because they use a grade item of an activity that is not in the backup.
 *  `gradeItems`: those items. Does not look at the items of the gradebook where that did not go in. */
export async function reportCalculations(
  job: BackupJob,
  gradeItems: readonly number[],
  hasGradebook: boolean,
): Promise<void> {
  if (gradeItems.length === 0) return;
  const items = await job.reader.all({
    text:
      'SELECT i.id, i.itemtype, i.itemname, i.calculation, c.fullname FROM {grade_items} i ' +
      "LEFT JOIN {grade_categories} c ON c.id = i.iteminstance AND i.itemtype = 'category' WHERE i.courseid = ? ORDER BY i.id",
    parameters: [job.outline.courseId],
  });
  const named = items.map(({ id, itemtype, itemname, fullname, calculation = null }) => ({
    id: Number(id),
    itemtype,
    calculation,
    name: itemname || fullname || (itemtype === 'course' ? 'Course total' : ''),
  }));
  const leftOut = named.filter(({ id }) => gradeItems.includes(id));
  for (const { id, name, itemtype, calculation } of named) {
    if (gradeItems.includes(id) || (itemtype !== 'mod' && !hasGradebook)) continue;
    const used = leftOut.filter((item) => usesItems(calculation, [item.id]));
    if (used.length === 0) continue;
    const names = used.map((item) => `"${item.name}"`).join(', ');
    job.warn(
      warning(
        'refers-to-left-out',
        `The calculation of the grade item "${name}" (id ${id}) uses ${names} and was left out.`,
      ),
    );
  }
}
