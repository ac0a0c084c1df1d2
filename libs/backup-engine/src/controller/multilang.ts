import type { CourseSummary, Site, SiteUser, SnapshotReader } from '@coursekeep/moodle-site';

/** A course's short name in the user's language, where the site lets its filter "Multi-Language Content" into names: it
 *  must be among the filters of headings, these must be switched on, and it must be on for the course. */
export async function shortnameFor(
  user: SiteUser,
  course: CourseSummary,
  site: Site,
  reader: SnapshotReader,
): Promise<string> {
  if (!course.shortname.match(LANGUAGE) || !(await isFiltered(course, site, reader))) return course.shortname;
  return inLanguage(course.shortname, user.lang || (await site.setting(null, 'lang')) || 'en');
}

/** Of languages that follow each other (`<span lang="de" class="multilang">…</span><span lang="en" …`) only one stays: the
 *  language asked for, else the one that it is a kind of (`de` for `de_kids`), else the first. */
export function inLanguage(text: string, language: string): string {
  const wanted = languageCode(language);
  return text.replace(LANGUAGES, (group) => {
    const texts = [...group.matchAll(LANGUAGE)].map(([, tag = '', inner = '']) => ({ code: codeOf(tag), inner }));
    const found = [wanted, wanted.split('_')[0]].map((code) => texts.find((one) => one.code === code));
    return (found[0] ?? found[1] ?? texts[0])?.inner ?? '';
  });
}

const ATTRIBUTE = `\\s+(?:lang="[a-zA-Z0-9_-]+"|class="multilang")`;
const SPAN = `<span((?:${ATTRIBUTE}){2})\\s*>([^]*?)</span>`;
const LANGUAGE = new RegExp(SPAN, 'gi');
const LANGUAGES = new RegExp(`${SPAN}(?:\\s*${SPAN})*`, 'gi');

const codeOf = (tag: string): string => languageCode(/lang="([^"]*)"/i.exec(tag)?.[1] ?? '');
const languageCode = (name: string): string => name.toLowerCase().replaceAll('-', '_');

async function isFiltered(course: CourseSummary, site: Site, reader: SnapshotReader): Promise<boolean> {
  const all = await site.setting(null, 'filterall');
  const filters = (await site.setting(null, 'stringfilters')) ?? '';
  if (!all || all === '0' || !filters.split(',').some((name) => name.trim() === 'multilang')) return false;
  const context = await site.access.contextById(course.contextId);
  const rows = await reader.all({
    text:
      'SELECT a.contextid, a.active FROM {filter_active} a JOIN {context} x ON x.id = a.contextid ' +
      "WHERE a.filter = 'multilang' AND x.id IN (?) ORDER BY x.depth DESC",
    parameters: [(context?.path ?? '').split('/').filter((id) => id !== '')],
  });
  // The nearest context decides, unless the filter is not to be used anywhere.
  return rows.length > 0 && rows[0]?.active === '1' && !rows.some(({ active }) => active === NOWHERE);
}

/** Moodle's number for a filter that an administrator has disabled. */
const NOWHERE = '-9999';
