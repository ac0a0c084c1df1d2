import { attributes } from '../course-site';
import { ACTIVITIES_LEFT_OUT } from './effects';
import type { DocumentTask } from './row-by-row';
import type { ReferenceDocument } from './structure';

/** One document of a backup with its kind and its task. */
export interface PlacedDocument {
  readonly path: string;
  readonly kind: ReferenceDocument;
  readonly task: DocumentTask;
  readonly xml: string;
}

/** The documents of a backup whose kinds the reference describes; inforef.xml and moodle_backup.xml are no tables'. */
export function placedDocuments(
  documents: ReadonlyMap<string, string>,
  reference: readonly ReferenceDocument[],
): PlacedDocument[] {
  const settings = settingsOf(documents.get('moodle_backup.xml'));
  // The course's completion.xml goes in with all activities alone.
  const leftOut = documents.has('completion.xml') ? [] : [ACTIVITIES_LEFT_OUT];
  const common = [...togglesOf(settings), ...leftOut];
  const course = documents.get('course/course.xml');
  const [courseId = ''] = attributes(course, 'course', 'id');
  const [courseContext = ''] = attributes(course, 'course', 'contextid');
  return [...documents].flatMap(([path, xml]) => {
    const folders = path.split('/');
    const file = folders.at(-1)!;
    const scope = scopeOf(folders);
    const kind = reference.find((one) => one.scope === scope && one.file === file);
    if (!kind || file === 'inforef.xml' || file === 'moodle_backup.xml') return [];
    return [{ path, kind, xml, task: taskOf(folders.slice(0, -1), scope) }];
  });

  function taskOf(folders: readonly string[], scope: string): DocumentTask {
    const of = (context: string, more: Record<string, string> = {}) => ({
      VAR_COURSEID: courseId,
      VAR_CONTEXTID: context,
      ...more,
    });
    const [, modname = '', id = ''] = /^(.*)_(\d+)$/.exec(folders.at(-1) ?? '') ?? [];
    if (scope === 'section') return { variables: of(courseContext, { VAR_SECTIONID: id }), toggles: common };
    if (scope === 'block') {
      const [context = ''] = attributes(documents.get(`${folders.join('/')}/block.xml`), 'block', 'contextid');
      return { variables: of(context), toggles: common };
    }
    if (scope !== 'activity') return { variables: of(courseContext), toggles: common };
    const own = documents.get(`${folders.join('/')}/${modname}.xml`);
    const [instance = ''] = attributes(own, 'activity', 'id');
    const [context = ''] = attributes(own, 'activity', 'contextid');
    const userinfo = settings.get(`${modname}_${id}_userinfo`) !== '0';
    const toggles = userinfo ? common : [...common, 'off:*_userinfo'];
    return { modname, toggles, variables: of(context, { VAR_ACTIVITYID: instance, VAR_MODID: id }) };
  }
}

function scopeOf(folders: readonly string[]): string {
  if (folders.length === 1) return 'final';
  if (folders.includes('blocks')) return 'block';
  return { course: 'course', sections: 'section', activities: 'activity' }[folders[0]!] ?? '';
}

/** The settings that a backup was made with, by name. */
export function settingsOf(main: string | undefined): ReadonlyMap<string, string> {
  const rows = main?.matchAll(/<name>(\w+)<\/name>\s*<value>([^<]*)</g) ?? [];
  return new Map([...rows].map(([, name = '', value = '']) => [name, value]));
}

/** The root settings that are not as usual. Logs and histories are on where everything is. */
function togglesOf(settings: ReadonlyMap<string, string>): string[] {
  const flags = [...settings].filter(([name]) => !/_(included|userinfo)$/.test(name));
  return flags.flatMap(([name, value]) => {
    if (name === 'anonymize') return value === '1' ? ['on:anonymize'] : [];
    return value === '0' ? [`off:${name}`] : [];
  });
}
