import { COURSE_LINKS, type DefinitionRegistry, type LinkForm } from '@coursekeep/definitions';

/** Gives the id in the site for an id of the backup that stands in a link. */
export type LinkedId = (table: string, id: number) => number;

/** Turns the placeholders of a backup (`$@PAGEVIEWBYID*12@$`) into links of this site, with its ids. What is no known
 *  placeholder stays. `wwwroot` without a slash at the end. */
export function createLinkDecoder(
  registry: DefinitionRegistry,
  modules: readonly string[],
  wwwroot: string,
  course: () => number,
  idOf: LinkedId,
): (text: string) => string {
  const forms = new Map<string, LinkForm & { readonly tables: readonly string[] }>();
  for (const form of COURSE_LINKS) forms.set(form.name, { ...form, tables: tablesIn(form.path, null) });
  for (const module of modules) {
    for (const branch of BRANCHES) {
      for (const form of registry.linksOfModule(module, branch)) {
        // A pattern does not say how the address was written.
        if ('pattern' in form) continue;
        const path = `/mod/${module}/${form.path}`;
        if (!forms.has(form.name)) forms.set(form.name, { ...form, path, tables: tablesIn(form.path, module) });
      }
    }
  }
  return (text) => {
    if (!text.includes('$@')) return text;
    return decodeLegacyFiles(text, wwwroot, course)
      .replaceAll('$@H5PEMBED@$', `${wwwroot}/h5p/embed.php`)
      .replace(/\$@([A-Z0-9_]+)((?:\*\d+)+)@\$/g, (placeholder, name: string, list: string) => {
        const form = forms.get(name);
        const numbers = list.slice(1).split('*');
        if (!form || numbers.length !== form.tables.length) return placeholder;
        const ids = numbers.map((number, at) => String(idOf(form.tables[at] ?? '', Number(number))));
        return address(wwwroot, form, ids);
      });
  };
}

/** The releases whose placeholders may stand in a backup: 4.5 and 5.1 name all that there are. */
const BRANCHES = [405, 501];

function address(wwwroot: string, { path, encoded }: LinkForm, ids: readonly string[]): string {
  let at = 0;
  const filled = path.replaceAll('{&}', '&amp;').replace(/\{n\}/g, () => ids[at++] ?? '0');
  return encoded ? encodeURIComponent(wwwroot + filled) : wwwroot + filled;
}

const BY_PARAMETER: Readonly<Record<string, string>> = {
  chapterid: 'book_chapters',
  courseid: 'course',
  eid: 'glossary_entries',
  rid: 'data_records',
  parent: 'forum_posts',
  '#': 'forum_posts',
};

/** What each number of a link is the id of, in order. */
function tablesIn(path: string, module: string | null): string[] {
  if (path.startsWith('/pluginfile.php/')) return ['context'];
  if (path.startsWith('/course/section.php')) return ['course_sections'];
  return [...path.matchAll(/([a-z]+=|#)\{n\}/g)].map(([, mark = '']) => {
    const parameter = mark.replace('=', '');
    if (BY_PARAMETER[parameter]) return BY_PARAMETER[parameter];
    if (parameter === 'pageid') return module === 'wiki' ? 'wiki_pages' : 'lesson_pages';
    if (module === null || path.startsWith('index.php')) return 'course';
    if (parameter === 'id') return 'course_modules';
    return path.startsWith('discuss.php') ? 'forum_discussions' : module;
  });
}

/** Files of the course as old Moodles addressed them. */
function decodeLegacyFiles(text: string, wwwroot: string, course: () => number): string {
  if (!text.includes('$@FILEPHP@$') && !text.includes('$@SLASH@$')) return text;
  return text
    .replaceAll('$@FILEPHP@$', () => `${wwwroot}/file.php/${course()}`)
    .replaceAll('$@SLASH@$', '/')
    .replaceAll('$@FORCEDOWNLOAD@$', '?forcedownload=1');
}
