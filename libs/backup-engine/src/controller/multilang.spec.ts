import { COURSE, CourseSite } from '../../testing/course-site';
import { inLanguage } from './multilang';

const span = (lang: string, text: string) => `<span lang="${lang}" class="multilang">${text}</span>`;
const NAME = `${span('en', 'Biology')} ${span('de', 'Biologie')} 1`;

describe('a text in several languages', () => {
  it.each<[string, string, string]>([
    ['en', NAME, 'Biology 1'],
    ['de', NAME, 'Biologie 1'],
    ['DE', NAME, 'Biologie 1'],
    ['de_kids', NAME, 'Biologie 1'],
    ['fr', NAME, 'Biology 1'],
    ['pt_br', span('pt', 'a') + span('pt-BR', 'b'), 'b'],
    ['de', '<span class="multilang" lang="en">a</span><span class="multilang" lang="de">b</span>', 'b'],
    ['de', `${span('en', 'a')}${span('de', 'b')}, ${span('en', 'c')}${span('de', 'd')}`, 'b, d'],
    ['de', `${span('en', 'a')} and ${span('de', 'b')}`, 'a and b'],
    ['de', `${span('en', 'two\nlines')}${span('fr', 'b')}`, 'two\nlines'],
    ['de', '<span lang="en">a</span><span lang="de">b</span>', '<span lang="en">a</span><span lang="de">b</span>'],
    ['de', '{mlang en}a{mlang}{mlang de}b{mlang}', '{mlang en}a{mlang}{mlang de}b{mlang}'],
  ])('in %s: %s', (language, text, expected) => expect(inLanguage(text, language)).toBe(expected));
});

describe('the file name of a course whose short name has several languages', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
    site.run(`UPDATE mdl_course SET shortname = '${NAME}' WHERE id = ${COURSE}`);
    site.run(`UPDATE mdl_user SET lang = 'de' WHERE id = 2`);
    site.insert('context', { id: 40, contextlevel: 40, instanceid: 1, path: '/1/40', depth: 2 });
    site.run(`UPDATE mdl_context SET path = '/1/40/100', depth = 3 WHERE id = 100`);
    site.run(`UPDATE mdl_context SET depth = 1 WHERE id = 1`);
  });
  afterEach(() => site.remove());

  const nameWith = async (settings: Record<string, string>, active: Record<number, number>) => {
    for (const [name, value] of Object.entries(settings)) site.insert('config', { name, value });
    for (const [contextid, value] of Object.entries(active)) {
      site.insert('filter_active', { filter: 'multilang', contextid: Number(contextid), active: value });
    }
    const { filename } = await site.backup();
    return /course-10-(.*)-\d{8}-/.exec(filename)?.[1];
  };
  const ALL = { filterall: '1', stringfilters: 'activitynames, multilang' };
  const BOTH = 'biology_biologie_1';

  it.each<[string, Record<string, string>, Record<number, number>, string]>([
    ['has one where the filter is for names too', ALL, { 1: 1 }, 'biologie_1'],
    ['has all where names are not filtered', { ...ALL, filterall: '0' }, { 1: 1 }, BOTH],
    ['has all where nothing is said', {}, { 1: 1 }, BOTH],
    ['has all where this filter is for texts only', { ...ALL, stringfilters: 'activitynames' }, { 1: 1 }, BOTH],
    ['has all where the filter is off', ALL, { 1: -1 }, BOTH],
    ['has all where there is no such filter', ALL, {}, BOTH],
    ['has one where the course switches it on', ALL, { 1: -1, 100: 1 }, 'biologie_1'],
    ['has all where the category switches it off', ALL, { 1: 1, 40: -1 }, BOTH],
    ['has all where the site has disabled it', ALL, { 1: -9999, 100: 1 }, BOTH],
    ['does not mind another course', ALL, { 1: 1, 2: -1 }, 'biologie_1'],
  ])('%s', async (_, settings, active, expected) => expect(await nameWith(settings, active)).toBe(expected));

  it('is in the site’s language for a user without one', async () => {
    site.run(`UPDATE mdl_user SET lang = '' WHERE id = 2`);
    expect(await nameWith({ ...ALL, lang: 'en' }, { 1: 1 })).toBe('biology_1');
  });
});
