import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedSite } from '@coursekeep/embedded-site';
import { importBackup } from './import-backup';
import { describeWithShared } from '../../../tools/testing/shared';
import { packFiles, readFiles } from '../testing/backup-files';
import { emptySite } from '../../embedded-site/testing/empty-site';
import { partOf } from '../testing/part-backup';
import { rowsAdded, siteRows } from '../../embedded-site/testing/site-content';
import { smallFlatBackup } from '../testing/small-flat-backup';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-part-'));
let made = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Row = Record<string, unknown>;

async function demoSite(): Promise<string> {
  const site = join(folder, `demo-${++made}`);
  await createEmbeddedSite(site, { wwwroot: 'http://127.0.0.1:8045', now: 1_790_000_000 });
  return site;
}

describe('a backup of one activity', () => {
  const quiz = () =>
    packFiles(partOf(smallFlatBackup({ questions: '', slots: '' }), 'activities/quiz_7'), join(folder, 'q.mbz'));

  it('becomes a new course that has this activity alone', async () => {
    const site = await emptySite(join(folder, `site-${++made}`));
    const rows = await rowsAdded(site, async () => importBackup(await quiz(), site));
    const [course] = rows('course');
    expect(course).toMatchObject({ shortname: 'old', fullname: 'Old course', format: 'topics' });
    const [module] = rows('course_modules');
    const sections = rows('course_sections');
    expect(sections.find(({ id }) => id === module?.section)).toMatchObject({ sequence: String(module?.id) });
    expect(sections.map(({ section }) => section)).toContain(0);
    expect(rows('grade_categories')).toMatchObject([{ courseid: course?.id, parent: null }]);
  });

  it('is refused where the course to put it into does not exist, and nothing changes', async () => {
    const site = await demoSite();
    const before = await siteRows(site);
    await expect(importBackup(await quiz(), site, { into: 'NONE' })).rejects.toMatchObject({ code: 'no-course' });
    expect(await siteRows(site)).toEqual(before);
  });

  it('goes into a course only where it is one of a part', async () => {
    const site = await demoSite();
    const whole = await packFiles(smallFlatBackup({ questions: '', slots: '' }), join(folder, 'whole.mbz'));
    await expect(importBackup(whole, site, { into: 'MARINE101' })).rejects.toMatchObject({ code: 'not-a-part' });
  });
});

describeWithShared('parts of a course that Moodle 4.5 backed up', (shared) => {
  const files = readFiles(join(shared, 'moodle', 'moodle45-pgsql', 'backups', 'everything.all.mbz'));
  const part = async (path: string) => packFiles(partOf(await files, path), join(folder, `part-${++made}.mbz`));
  const foldersOf = async (kind: string) => {
    const paths = [...(await files).keys()].filter((path) => path.startsWith(kind));
    return [...new Set(paths.map((path) => path.split('/').slice(0, 2).join('/')))];
  };

  it('go into a course of the site, one activity after another; what is there stays', async () => {
    const site = await demoSite();
    const folders = await foldersOf('activities/');
    for (const kind of ['assign', 'data', 'forum', 'quiz', 'scorm', 'workshop']) {
      const path = folders.find((one) => one.startsWith(`activities/${kind}_`)) ?? '';
      const before = await siteRows(site);
      const file = await part(path);
      const rows = await rowsAdded(site, () => importBackup(file, site, { into: 'MARINE101' }));
      const modules = rows('course_modules');
      const course = courseIn(before, 'marine101');
      expect([kind, modules.map((one) => one.course)]).toEqual([kind, [course.id]]);
      const after = await siteRows(site);
      expect(rows('course')).toEqual([]);
      const section = JSON.parse(after.get(`course_sections/${String(modules[0]?.section)}`) ?? '{}') as Row;
      expect(section.course).toBe(course.id);
      expect(String(section.sequence).split(',')).toContain(String(modules[0]?.id));
      for (const item of rows('grade_items').filter(({ itemtype }) => itemtype === 'mod')) {
        const category = JSON.parse(after.get(`grade_categories/${String(item.categoryid)}`) ?? '{}') as Row;
        expect(category.courseid).toBe(course.id);
      }
      const changed = [...before].filter(([key, row]) => after.get(key) !== row).map(([key]) => key);
      expect(changed.every((key) => /^course_sections\//.test(key))).toBe(true);
      expect(changed.length).toBeLessThanOrEqual(1);
    }
  });

  it('go into a course as a section after all where its number is taken', async () => {
    const site = await demoSite();
    const before = await siteRows(site);
    const course = courseIn(before, 'marine101');
    const numbers = [...before]
      .filter(([key]) => key.startsWith('course_sections/'))
      .map(([, row]) => JSON.parse(row) as Row)
      .filter((row) => row.course === course.id)
      .map(({ section }) => Number(section));
    const [, path = ''] = await foldersOf('sections/');
    const file = await part(path);
    const rows = await rowsAdded(site, () => importBackup(file, site, { into: String(course.id) }));
    const [section, ...others] = rows('course_sections');
    expect(others).toEqual([]);
    expect(section).toMatchObject({ course: course.id, section: Math.max(...numbers) + 1 });
    const modules = rows('course_modules');
    expect(modules.length).toBeGreaterThan(0);
    expect(new Set(modules.map((one) => one.section))).toEqual(new Set([section?.id]));
  });

  it('become a new course, each section by itself', async () => {
    for (const path of await foldersOf('sections/')) {
      const site = await emptySite(join(folder, `site-${++made}`));
      const file = await part(path);
      const rows = await rowsAdded(site, () => importBackup(file, site));
      const sections = rows('course_sections');
      expect(rows('course')).toHaveLength(1);
      expect(new Set(sections.map(({ section }) => section)).size).toBe(sections.length);
      const listed = sections.flatMap(({ sequence }) => String(sequence).split(',').filter(Boolean));
      const modules = rows('course_modules').map(({ id }) => String(id));
      expect(listed.filter((id) => modules.includes(id)).sort()).toEqual([...modules].sort());
    }
  });
});

function courseIn(rows: ReadonlyMap<string, string>, shortname: string): Row {
  const all = [...rows].filter(([key]) => key.startsWith('course/')).map(([, row]) => JSON.parse(row) as Row);
  return all.find((course) => String(course.shortname).toLowerCase() === shortname)!;
}
