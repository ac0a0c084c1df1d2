import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { openSite } from '@coursekeep/moodle-site';
import { describeWithServers, describeWithShared } from '../../../../../tools/testing/shared';
import { backUp, COURSE, CourseSite, texts } from '../../../testing/course-site';
import { goldenDocument, goldenSettings } from '../../../testing/golden';
import { siteWithRecipe } from '../../../testing/recipe-site';

/** A category, an item graded by hand and one of each activity, and calculations of both. */
function gradedCourse() {
  const { site, page, recipe } = siteWithRecipe();
  const quiz = site.activity('quiz', { intro: '' });
  site.insert('grade_categories', { id: 1, courseid: COURSE, path: '/1/', depth: 1, fullname: '?' });
  const item = (id: number, row: Parameters<CourseSite['insert']>[1]) =>
    site.insert('grade_items', { id, courseid: COURSE, sortorder: id, ...row });
  const ofQuiz = { itemtype: 'mod', itemmodule: 'quiz', iteminstance: quiz.instanceId };
  const ofRecipe = { itemtype: 'mod', itemmodule: 'recipe', iteminstance: recipe.instanceId };
  item(1, { itemtype: 'course', iteminstance: 1, calculation: '=sum(##gi3##,##gi40##)' });
  item(2, { itemtype: 'manual', itemname: 'Oral exam', calculation: '=##gi4##*2' });
  item(3, { ...ofQuiz, itemname: 'Quiz', calculation: '=##gi2##+##gi4##' });
  item(4, { ...ofRecipe, itemname: 'Soup' });
  item(40, { itemtype: 'manual', itemname: 'Talk' });
  site.insert('grade_grades', { itemid: 40, userid: 100, finalgrade: 55.5, feedback: 'Well said' });
  site.insert('grade_grades_history', { itemid: 40, userid: 100, finalgrade: 44, action: 1, oldid: 1 });
  return { site, page, recipe, quiz };
}

const settings = { users: 1, grade_histories: 1 };

describe('the gradebook of a course with a graded activity of another maker', () => {
  it('goes in with all that is not of that activity, and calculations with it are left out by name', async () => {
    const { site, quiz } = gradedCourse();
    const { documents, warnings } = await site.backup({ settings });
    site.remove();
    const gradebook = documents.get('gradebook.xml');
    expect(texts(gradebook, 'itemtype')).toEqual(['course', 'manual', 'manual']);
    expect(texts(gradebook, 'finalgrade')).toEqual(['55.50000']);
    expect(texts(gradebook, 'feedback')).toEqual(['Well said']);
    expect(texts(gradebook, 'calculation')).toEqual(['=sum(##gi3##,##gi40##)', '$@NULL@$', '$@NULL@$']);
    expect(texts(documents.get(`activities/quiz_${quiz.moduleId}/grades.xml`), 'calculation')).toEqual(['$@NULL@$']);
    expect(texts(documents.get('grade_history.xml'), 'finalgrade')).toEqual(['44.00000']);
    expect(warnings.filter(({ code }) => code === 'refers-to-left-out').map(({ message }) => message)).toEqual([
      expect.stringContaining('The calculation of the grade item "Oral exam" (id 2) uses "Soup" and was left out.'),
      expect.stringContaining('The calculation of the grade item "Quiz" (id 3) uses "Soup" and was left out.'),
    ]);
    expect(warnings.map(({ code }) => code)).not.toContain('gradebook-left-out');
  });

  it('is left out, as by Moodle, where somebody leaves that activity or another one out', async () => {
    const { site, quiz } = gradedCourse();
    site.insert('course_sections', { id: 12, course: COURSE, section: 1, name: '', summary: '', sequence: '' });
    site.run(
      "UPDATE mdl_course_modules SET section = 12 WHERE module = (SELECT id FROM mdl_modules WHERE name = 'recipe')",
    );
    const made = [
      await site.backup({ settings: { ...settings, section_12_included: 0 } }),
      await site.backup({ settings: { ...settings, [`quiz_${quiz.moduleId}_included`]: 0 } }),
    ];
    site.remove();
    for (const { documents } of made) {
      for (const path of ['gradebook.xml', 'grade_history.xml', 'completion.xml'])
        expect(documents.has(path)).toBe(false);
    }
    expect(made[0]!.warnings).toEqual([]);
  });
});

describeWithServers(
  'the gradebook of sites with plugins',
  (shared) => {
    it.each([
      ['plugins/site', 'orchards.all'],
      ['plugins/more/site', 'plot.all'],
      ['plugins/more/site', 'plot.users0'],
    ])('is Moodle’s own but for what a plugin adds: %s %s', async (folder, name) => {
      const site = await openSite(join(shared, 'moodle', folder, 'config.php'));
      const { courseid, requested } = goldenSettings(shared, folder, name);
      try {
        const { documents } = await backUp(site, { courseId: courseid, settings: requested });
        for (const path of ['gradebook.xml', 'grade_history.xml']) {
          const ours = documents.get(path) ?? '';
          expect(linesOf(ours)).toEqual(linesOf(withoutPlugins(goldenDocument(shared, folder, name, path))));
        }
      } finally {
        await site.close();
      }
    });
  },
  { pgsql: true },
);

describeWithShared('Moodle’s own gradebook beside a graded activity of another maker', (shared) => {
  it('has no item of an activity', () => {
    const archive = join(shared, 'cases/gradebook/min.all.mbz');
    const gradebook = execFileSync('tar', ['-xzOf', archive, 'gradebook.xml'], { encoding: 'utf8' });
    expect(new Set(texts(gradebook, 'itemtype'))).toEqual(new Set(['course', 'category', 'manual']));
  });
});

const withoutPlugins = (xml: string): string => xml.replace(/\s*<(plugin_local_\w+)>[^]*?<\/\1>/g, '');

/** The lines of a document without their order: Moodle reads these rows in none that is defined. */
const linesOf = (xml: string): string[] => xml.split('\n').sort();
