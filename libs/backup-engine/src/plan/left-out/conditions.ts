import type { BackupJob } from '../../controller/backup-job';
import { warning } from '@coursekeep/errors';
import type { Plan } from '../plan';
import type { Restricted } from './restrictions';

/** Names in warnings each restriction of access, each criterion for the completion of the course and each criterion of a badge
 *  that is in the backup and points at an activity that cannot be. At most three queries. */
export async function reportConditions(job: BackupJob, plan: Plan, restricted: readonly Restricted[]): Promise<void> {
  const absent = absentActivities(job, plan);
  if (absent.size === 0) return;
  const found = [
    ...(await restrictions(job, restricted, absent)),
    ...(await criteriaOfCompletion(job, plan, absent)),
    ...(await criteriaOfBadges(job, plan, absent)),
  ];
  for (const { holder, moduleId } of found)
    job.warn(warning('refers-to-left-out', `${holder} ${absent.get(moduleId)}.`));
}

/** What the activities are called that should be in the backup and cannot, by the ids of their course modules. */
function absentActivities(job: BackupJob, { leftOut }: Plan): ReadonlyMap<number, string> {
  const broken = job.settings.isOn('activities') ? (job.outline.broken ?? []) : [];
  return new Map([
    ...broken.flatMap(({ moduleId }) =>
      moduleId === undefined ? [] : [[moduleId, `the course module ${moduleId}`] as const],
    ),
    ...leftOut.map(({ moduleId, modname, name }) => [moduleId, `the ${modname} "${name}" (cmid ${moduleId})`] as const),
  ]);
}

/** `holder`: what has the condition, in the words before what it points at. */
interface Pointer {
  readonly holder: string;
  readonly moduleId: number;
}
type Absent = ReadonlyMap<number, string>;

async function restrictions(job: BackupJob, restricted: readonly Restricted[], absent: Absent): Promise<Pointer[]> {
  const items = await gradeItemsOf(job, absent);
  return restricted.flatMap(({ name, conditions }) => {
    const pointed = conditions.map(({ type, id, cm }) => (type === 'grade' ? items.get(Number(id)) : Number(cm)));
    return [...new Set(pointed)].flatMap((moduleId) =>
      moduleId !== undefined && absent.has(moduleId)
        ? [{ holder: `A restriction of ${name} points at`, moduleId }]
        : [],
    );
  });
}

/** The course modules of these activities by their grade items. */
async function gradeItemsOf(job: BackupJob, absent: Absent): Promise<ReadonlyMap<number, number>> {
  if (!job.site.schema.hasTable('grade_items')) return new Map();
  const items = await job.reader.all({
    text:
      'SELECT i.id, cm.id AS module FROM {course_modules} cm JOIN {modules} m ON m.id = cm.module ' +
      "JOIN {grade_items} i ON i.courseid = cm.course AND i.itemtype = 'mod' AND i.itemmodule = m.name " +
      'AND i.iteminstance = cm.instance WHERE cm.id IN (?)',
    parameters: [[...absent.keys()]],
  });
  return new Map(items.map(({ id, module }) => [Number(id), Number(module)]));
}

async function criteriaOfCompletion(job: BackupJob, plan: Plan, absent: Absent): Promise<Pointer[]> {
  if (job.siteCourse || plan.excludesActivities) return [];
  if (!job.site.schema.hasTable('course_completion_criteria')) return [];
  const rows = await job.reader.all({
    text: 'SELECT moduleinstance FROM {course_completion_criteria} WHERE course = ? AND criteriatype = ? ORDER BY id',
    parameters: [job.outline.courseId, COMPLETION_OF_ACTIVITY],
  });
  return rows
    .map(({ moduleinstance }) => Number(moduleinstance))
    .filter((moduleId) => absent.has(moduleId))
    .map((moduleId) => ({ holder: 'The completion of the course asks for', moduleId }));
}

async function criteriaOfBadges(job: BackupJob, plan: Plan, absent: Absent): Promise<Pointer[]> {
  if (!job.settings.isOn('badges') || plan.excludesActivities) return [];
  if (!['badge', 'badge_criteria', 'badge_criteria_param'].every((table) => job.site.schema.hasTable(table))) return [];
  const rows = await job.reader.all({
    text:
      'SELECT b.id, b.name, p.value FROM {badge} b JOIN {badge_criteria} c ON c.badgeid = b.id ' +
      'JOIN {badge_criteria_param} p ON p.critid = c.id ' +
      "WHERE b.courseid = ? AND b.status <> 4 AND c.criteriatype = ? AND p.name LIKE 'module%' ORDER BY b.id, p.id",
    parameters: [job.outline.courseId, BADGE_FOR_ACTIVITY],
  });
  return rows
    .map(({ id, name, value }) => ({ holder: `The badge "${name}" (id ${id}) asks for`, moduleId: Number(value) }))
    .filter(({ moduleId }) => absent.has(moduleId));
}

/** Moodle's numbers of kinds of criteria. */
const COMPLETION_OF_ACTIVITY = 4;
const BADGE_FOR_ACTIVITY = 1;
