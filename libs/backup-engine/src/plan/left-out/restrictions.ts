import type { BackupJob } from '../../controller/backup-job';
import type { Plan } from '../plan';

/** One condition of a restriction of access, of Moodle's own (`completion` with `cm`, `grade` with `id`) or another maker's. */
export interface Condition {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly cm?: unknown;
  /** Conditions inside, where it is a set of them. */
  readonly c?: unknown;
}

/** An activity or a section of the backup that not everybody may enter. */
export interface Restricted {
  /** What it is, in words for people. */
  readonly name: string;
  readonly conditions: readonly Condition[];
}

/** What is restricted in the backup. One query. */
export async function readRestrictions(job: BackupJob, plan: Plan): Promise<Restricted[]> {
  const modules = new Map<number, string>();
  const sections = new Map<number, string>();
  for (const planned of plan.tasks) {
    if (planned.kind === 'activity') {
      const { moduleId, modname, name } = planned.activity;
      modules.set(moduleId, `the ${modname} "${name}" (cmid ${moduleId})`);
    } else if (planned.kind === 'section') {
      const { id, number, name } = planned.section;
      sections.set(id, `section ${number}${name === '' ? '' : ` "${name}"`} (id ${id})`);
    }
  }
  const rows = await job.reader.all({
    text:
      "SELECT id, availability, 'module' AS kind FROM {course_modules} WHERE course = ? AND availability IS NOT NULL " +
      "UNION ALL SELECT id, availability, 'section' AS kind FROM {course_sections} WHERE course = ? AND availability IS NOT NULL",
    parameters: [job.outline.courseId, job.outline.courseId],
  });
  return rows.flatMap(({ id, availability = null, kind }) => {
    const name = (kind === 'module' ? modules : sections).get(Number(id));
    return name === undefined ? [] : [{ name, conditions: conditionsIn(availability) }];
  });
}

/** All conditions of Moodle's JSON of a restriction, whatever sets they are in. */
function conditionsIn(availability: string | null): Condition[] {
  try {
    return flat(JSON.parse(availability ?? 'null'));
  } catch {
    return [];
  }
}

function flat(node: unknown): Condition[] {
  if (typeof node !== 'object' || node === null) return [];
  const condition = node as Condition;
  return Array.isArray(condition.c) ? condition.c.flatMap(flat) : [condition];
}
