import type { SiteSchema, SnapshotReader, Value } from '@coursekeep/moodle-site';
import type { OutlineBlock } from '../model/outline';
import type { NextContexts } from './next-contexts';

export type SiteRow = Record<string, Value>;

/** The sections of a course by number. */
export function readSections(reader: SnapshotReader, schema: SiteSchema, courseId: number): Promise<SiteRow[]> {
  // Only since Moodle 4.4 a section may belong to an activity.
  const owner = schema.hasColumn('course_sections', 'component') ? ', component, itemid' : '';
  return reader.all({
    text: `SELECT id, section, name, sequence${owner} FROM {course_sections} WHERE course = ? ORDER BY section, id`,
    parameters: [courseId],
  });
}

/** All course modules with the names of their kinds and with their contexts, as far as there are any. */
export function readModules(reader: SnapshotReader, courseId: number): Promise<SiteRow[]> {
  return reader.all({
    text:
      'SELECT cm.id, cm.instance, cm.section, cm.module, cm.deletioninprogress, m.name AS modname, x.id AS contextid ' +
      'FROM {course_modules} cm LEFT JOIN {modules} m ON m.id = cm.module ' +
      'LEFT JOIN {context} x ON x.contextlevel = 70 AND x.instanceid = cm.id WHERE cm.course = ? ORDER BY cm.id',
    parameters: [courseId],
  });
}

/** The names of activities by `<module>/<instance>`, of those that are there. */
export async function readInstances(
  reader: SnapshotReader,
  schema: SiteSchema,
  modules: readonly SiteRow[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const byKind = new Map<string, string[]>();
  for (const { modname, instance } of modules) {
    if (modname && schema.hasTable(modname)) byKind.set(modname, [...(byKind.get(modname) ?? []), instance ?? '']);
  }
  for (const [modname, ids] of byKind) {
    const name = schema.hasColumn(modname, 'name') ? ', name' : '';
    const rows = await reader.all({ text: `SELECT id${name} FROM {${modname}} WHERE id IN (?)`, parameters: [ids] });
    for (const row of rows) names.set(`${modname}/${row.id}`, row.name ?? '');
  }
  return names;
}

/** The blocks of a course and of its activities. */
export interface CourseBlocks {
  /** In a context, in the order of their ids. */
  of(context: Value | undefined): readonly OutlineBlock[];
}

export async function readBlocks(
  reader: SnapshotReader,
  courseId: number,
  contexts: NextContexts,
): Promise<CourseBlocks> {
  const rows = await reader.all({
    text:
      'SELECT b.id, b.blockname, b.parentcontextid, x.id AS contextid FROM {block_instances} b ' +
      'LEFT JOIN {context} x ON x.contextlevel = 80 AND x.instanceid = b.id ' +
      'JOIN {context} p ON p.id = b.parentcontextid ' +
      'LEFT JOIN {course_modules} cm ON p.contextlevel = 70 AND cm.id = p.instanceid ' +
      'WHERE (p.contextlevel = 50 AND p.instanceid = ?) OR cm.course = ? ORDER BY b.id',
    parameters: [courseId, courseId],
  });
  const blocks = new Map<Value | undefined, SiteRow[]>();
  for (const row of rows) blocks.set(row.parentcontextid, [...(blocks.get(row.parentcontextid) ?? []), row]);
  return {
    of: (context) =>
      (blocks.get(context) ?? []).map((row) => ({
        id: Number(row.id),
        name: row.blockname ?? '',
        contextId: contexts.idOf(row.contextid),
      })),
  };
}
