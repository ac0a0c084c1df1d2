import { CoursekeepError } from '@coursekeep/errors';
import type { SiteSchema, SnapshotReader, Value } from '@coursekeep/moodle-site';
import type { DefinitionRegistry } from '@coursekeep/definitions';
import type { BrokenPart, CourseOutline, OutlineActivity, OutlineSection } from '../model/outline';
import { nextContexts } from './next-contexts';
import { readBlocks, readInstances, readModules, readSections, type SiteRow } from './outline-rows';

export class CourseNotFound extends CoursekeepError {
  constructor(courseId: number) {
    super('course-unknown', `The site has no course with the id ${courseId}.`);
  }
}

/** Reads what a course consists of: its sections, activities and blocks in Moodle's order, without what is being deleted.
 *  Activities of kinds that `known` has no definition for are listed under `unsupported`, what has lost rows in the database
 *  under `broken`. One query for each kind of activity, whatever their number. Rejects with CourseNotFound. */
export async function readOutline(
  reader: SnapshotReader,
  schema: SiteSchema,
  courseId: number,
  known: Pick<DefinitionRegistry, 'supportsModule' | 'settingsOfModule'>,
): Promise<CourseOutline> {
  const course = await readCourse(reader, courseId);
  const modules = (await readModules(reader, courseId)).filter((row) => row.deletioninprogress !== '1');
  const isUnsupported = (row: SiteRow) => Boolean(row.modname) && !known.supportsModule(text(row.modname));
  const candidates = modules.filter((row) => !isUnsupported(row));
  const instances = await readInstances(reader, schema, modules);
  const damages = new Map(candidates.map((row) => [row, damageOf(row, schema, instances)]));
  const contexts = await nextContexts(reader, schema);
  const blocks = await readBlocks(reader, courseId, contexts);
  const sections = await readSections(reader, schema, courseId);
  const places = new Places(
    sections,
    candidates.filter((row) => damages.get(row) === null),
  );
  const outline = {
    courseId,
    contextId: contexts.idOf(course.contextid),
    shortname: text(course.shortname),
    fullname: text(course.fullname),
    format: text(course.format),
    sections: sections.filter((row) => !row.component).map((row) => section(row)),
    blocks: blocks.of(course.contextid),
    unsupported: modules.filter(isUnsupported).map((row) => ({
      modname: text(row.modname),
      moduleId: number(row.id),
      instanceId: number(row.instance),
      name: instances.get(instanceKey(row)) ?? '',
      contextId: row.contextid ? number(row.contextid) : null,
      sectionId: number(row.section),
    })),
  };
  const damaged = [...damages].flatMap(([row, damage]) => (damage === null ? [] : [brokenModule(row, damage)]));
  return { ...outline, broken: [...damaged, ...places.unreached()] };

  function section(row: SiteRow): OutlineSection {
    return {
      id: number(row.id),
      number: number(row.section),
      name: row.name ?? '',
      activities: places.takeActivities(row).map(activity),
    };
  }

  function activity(row: SiteRow): OutlineActivity {
    const own = places.takeDelegated(row);
    const settings = known.settingsOfModule(text(row.modname));
    return {
      moduleId: number(row.id),
      modname: text(row.modname),
      instanceId: number(row.instance),
      contextId: contexts.idOf(row.contextid),
      name: instances.get(instanceKey(row)) ?? '',
      blocks: blocks.of(row.contextid),
      ...(own ? { delegated: section(own) } : {}),
      ...(settings.length > 0 ? { settings } : {}),
    };
  }
}

async function readCourse(reader: SnapshotReader, courseId: number): Promise<SiteRow> {
  const [course] = await reader.all({
    text:
      'SELECT c.shortname, c.fullname, c.format, x.id AS contextid FROM {course} c ' +
      'LEFT JOIN {context} x ON x.contextlevel = 50 AND x.instanceid = c.id WHERE c.id = ?',
    parameters: [courseId],
  });
  if (!course) throw new CourseNotFound(courseId);
  return course;
}

/** Which activities are in which section; each is taken once. */
class Places {
  private readonly bySection = new Map<Value | undefined, SiteRow[]>();
  private readonly delegated: Map<string, SiteRow>;

  constructor(sections: readonly SiteRow[], modules: readonly SiteRow[]) {
    for (const row of modules) this.bySection.set(row.section, [...(this.bySection.get(row.section) ?? []), row]);
    this.delegated = new Map(
      sections.filter((row) => row.component).map((row) => [`${row.component}/${row.itemid}`, row]),
    );
  }

  /** In the order of the section's sequence; what the sequence forgets comes last. */
  takeActivities(section: SiteRow): SiteRow[] {
    const modules = this.bySection.get(section.id) ?? [];
    this.bySection.delete(section.id);
    const place = new Map(
      text(section.sequence)
        .split(',')
        .map((id, at) => [id.trim(), at]),
    );
    const at = (row: SiteRow) => place.get(text(row.id)) ?? Number.MAX_SAFE_INTEGER;
    return [...modules].sort((a, b) => at(a) - at(b) || number(a.id) - number(b.id));
  }

  /** The section that an activity delegates. */
  takeDelegated(module: SiteRow): SiteRow | undefined {
    const key = `mod_${instanceKey(module)}`;
    const section = this.delegated.get(key);
    this.delegated.delete(key);
    return section;
  }

  /** What nothing leads to: sections whose activity is not there, and activities in no section of the course. */
  unreached(): BrokenPart[] {
    const sections = [...this.delegated].map(([owner, row]) => ({
      part: `section_${row.id}`,
      about: `Section ${row.section} ("${text(row.name)}", id ${row.id}) belongs to ${owner}, which is not in the backup.`,
    }));
    const modules = [...this.bySection.values()].flat();
    return [
      ...sections,
      ...modules.map((row) => brokenModule(row, `no section of the backup has it (section id ${row.section})`)),
    ];
  }
}

/** What a course module lacks to be backed up; null for a sound one. */
function damageOf(row: SiteRow, schema: SiteSchema, instances: ReadonlyMap<string, string>): string | null {
  const { modname, instance } = row;
  if (!modname) return `the site has no module with the number ${row.module}`;
  if (!schema.hasTable(modname)) return `the site has no table "${modname}"`;
  return instances.has(instanceKey(row)) ? null : `the table "${modname}" has no row ${instance}`;
}

function brokenModule(row: SiteRow, damage: string): BrokenPart {
  const [moduleId, modname] = [number(row.id), text(row.modname)];
  const about = `Course module ${moduleId} (${modname || 'of an unknown kind'}): ${damage}.`;
  return {
    about,
    moduleId,
    ...(modname === '' ? {} : { part: `${modname}_${moduleId}` }),
    ...(row.contextid ? { contextId: number(row.contextid) } : {}),
  };
}

const instanceKey = (row: SiteRow): string => `${row.modname}/${row.instance}`;
const text = (value: Value | undefined): string => value ?? '';
const number = (value: Value | undefined): number => Number(value);
