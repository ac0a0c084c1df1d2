import { CoursekeepError, type SiteSchema, type SnapshotReader, type Value } from '@coursekeep/moodle-site';
import type { CourseOutline, OutlineActivity, OutlineBlock, OutlineSection } from '../model/outline';

export class CourseNotFound extends CoursekeepError {
  constructor(courseId: number) {
    super('course-not-found', `The site has no course with the id ${courseId}.`);
  }
}

type SiteRow = Record<string, Value>;

/** Reads what a course consists of: its sections, activities and blocks in Moodle's order, without what is being deleted.
 *  Activities of kinds that `supports` does not know are listed under `unsupported`. One query for each kind of
 *  activity, whatever their number. Rejects with CourseNotFound. */
export async function readOutline(
  reader: SnapshotReader,
  schema: SiteSchema,
  courseId: number,
  supports: (modname: string) => boolean,
): Promise<CourseOutline> {
  const course = await readCourse(reader, courseId);
  const modules = await readModules(reader, courseId);
  const names = await readNames(reader, courseId, new Set(modules.map((row) => text(row.modname)).filter(supports)));
  const blocks = await readBlocks(reader, courseId);
  // Only since Moodle 4.4 a section may belong to an activity.
  const owner = schema.hasColumn('course_sections', 'component') ? ', component, itemid' : '';
  const sections = await reader.all({
    text: `SELECT id, section, name, sequence${owner} FROM {course_sections} WHERE course = ? ORDER BY section, id`,
    parameters: [courseId],
  });
  const known = modules.filter((row) => supports(text(row.modname)));
  const delegated = new Map(
    sections.filter((row) => row.component).map((row) => [`${row.component}/${row.itemid}`, row]),
  );
  return {
    courseId,
    contextId: number(course.contextid),
    shortname: text(course.shortname),
    fullname: text(course.fullname),
    format: text(course.format),
    sections: sections.filter((row) => !row.component).map((row) => section(row)),
    blocks: blocks.get(text(course.contextid)) ?? [],
    unsupported: modules
      .filter((row) => !supports(text(row.modname)))
      .map((row) => ({ modname: text(row.modname), moduleId: number(row.id), instanceId: number(row.instance) })),
  };

  function section(row: SiteRow): OutlineSection {
    return {
      id: number(row.id),
      number: number(row.section),
      name: row.name ?? '',
      activities: inSequence(
        known.filter((module) => module.section === row.id),
        text(row.sequence),
      ).map(activity),
    };
  }

  function activity(row: SiteRow): OutlineActivity {
    const modname = text(row.modname);
    const own = delegated.get(`mod_${modname}/${row.instance}`);
    return {
      moduleId: number(row.id),
      modname,
      instanceId: number(row.instance),
      contextId: number(row.contextid),
      name: names.get(`${modname}/${row.instance}`) ?? '',
      blocks: blocks.get(text(row.contextid)) ?? [],
      ...(own ? { delegated: section(own) } : {}),
    };
  }
}

async function readCourse(reader: SnapshotReader, courseId: number): Promise<SiteRow> {
  const [course] = await reader.all({
    text:
      'SELECT c.shortname, c.fullname, c.format, x.id AS contextid FROM {course} c ' +
      'JOIN {context} x ON x.contextlevel = 50 AND x.instanceid = c.id WHERE c.id = ?',
    parameters: [courseId],
  });
  if (!course) throw new CourseNotFound(courseId);
  return course;
}

function readModules(reader: SnapshotReader, courseId: number): Promise<SiteRow[]> {
  return reader.all({
    text:
      'SELECT cm.id, cm.instance, cm.section, m.name AS modname, x.id AS contextid FROM {course_modules} cm ' +
      'JOIN {modules} m ON m.id = cm.module JOIN {context} x ON x.contextlevel = 70 AND x.instanceid = cm.id ' +
      'WHERE cm.course = ? AND cm.deletioninprogress = 0 ORDER BY cm.id',
    parameters: [courseId],
  });
}

async function readNames(
  reader: SnapshotReader,
  courseId: number,
  modnames: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const modname of modnames) {
    const rows = await reader.all({
      text: `SELECT i.id, i.name FROM {${modname}} i WHERE i.course = ?`,
      parameters: [courseId],
    });
    for (const row of rows) names.set(`${modname}/${row.id}`, row.name ?? '');
  }
  return names;
}

/** The blocks of the course and of its activities, by the context that they are in. */
async function readBlocks(reader: SnapshotReader, courseId: number): Promise<Map<string, OutlineBlock[]>> {
  const rows = await reader.all({
    text:
      'SELECT b.id, b.blockname, b.parentcontextid, x.id AS contextid FROM {block_instances} b ' +
      'JOIN {context} x ON x.contextlevel = 80 AND x.instanceid = b.id ' +
      'JOIN {context} p ON p.id = b.parentcontextid ' +
      'LEFT JOIN {course_modules} cm ON p.contextlevel = 70 AND cm.id = p.instanceid ' +
      'WHERE (p.contextlevel = 50 AND p.instanceid = ?) OR cm.course = ? ORDER BY b.id',
    parameters: [courseId, courseId],
  });
  const blocks = new Map<string, OutlineBlock[]>();
  for (const row of rows) {
    const parent = text(row.parentcontextid);
    const list = blocks.get(parent) ?? [];
    list.push({ id: number(row.id), name: text(row.blockname), contextId: number(row.contextid) });
    blocks.set(parent, list);
  }
  return blocks;
}

/** In the order of the section's sequence; what the sequence forgets comes last. */
function inSequence(modules: readonly SiteRow[], sequence: string): SiteRow[] {
  const place = new Map(sequence.split(',').map((id, at) => [id.trim(), at]));
  const at = (row: SiteRow) => place.get(text(row.id)) ?? Number.MAX_SAFE_INTEGER;
  return [...modules].sort((a, b) => at(a) - at(b) || number(a.id) - number(b.id));
}

const text = (value: Value | undefined): string => value ?? '';
const number = (value: Value | undefined): number => Number(value);
