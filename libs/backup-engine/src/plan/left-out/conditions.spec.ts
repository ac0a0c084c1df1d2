import { COURSE } from '../../../testing/course-site';
import { siteWithRecipe } from '../../../testing/recipe-site';

/** A course in which everything asks for the recipe, which is of an unknown kind, and for a page that is known. */
function courseAboutSoup() {
  const { site, page, recipe } = siteWithRecipe();
  const quiz = site.activity('quiz', { intro: '', name: 'Test' });
  const forum = site.activity('forum', { intro: '', name: 'Talk' });
  site.run(`UPDATE mdl_recipe SET name = 'Soup' WHERE id = ${recipe.instanceId}`);
  const ofRecipe = { courseid: COURSE, itemtype: 'mod', itemmodule: 'recipe', iteminstance: recipe.instanceId };
  site.insert('grade_items', { id: 4, ...ofRecipe });
  const restrict = (table: string, id: number, ...c: object[]) =>
    site.run(
      `UPDATE mdl_${table} SET availability = '${JSON.stringify({ op: '&', c, showc: c.map(() => true) })}' WHERE id = ${id}`,
    );
  const done = (cm: number) => ({ type: 'completion', cm, e: 1 });
  restrict('course_modules', quiz.moduleId, done(page.moduleId), { op: '|', c: [done(recipe.moduleId)], show: true });
  restrict('course_modules', forum.moduleId, done(page.moduleId), done(-1), { type: 'group', id: recipe.moduleId });
  restrict('course_sections', 11, { type: 'grade', id: 4, min: 50 }, { type: 'grade', id: 5, min: 50 });
  for (const { moduleId } of [page, recipe]) {
    site.insert('course_completion_criteria', { course: COURSE, criteriatype: 4, moduleinstance: moduleId });
  }
  site.insert('course_completion_criteria', { course: COURSE, criteriatype: 2, timeend: recipe.moduleId });
  site.insert('badge', { id: 5, name: 'Cook', courseid: COURSE, description: '', type: 2, status: 1 });
  site.insert('badge_criteria', { id: 6, badgeid: 5, criteriatype: 1, method: 1 });
  for (const { moduleId } of [page, recipe]) {
    site.insert('badge_criteria_param', { critid: 6, name: `module_${moduleId}`, value: String(moduleId) });
  }
  const pointing = async (settings: Record<string, number> = {}) => {
    const { warnings } = await site.backup({ settings });
    return warnings.flatMap(({ code, message }) =>
      code === 'refers-to-left-out' ? [message.replace(/^.*not in it\. /, '')] : [],
    );
  };
  return { site, page, recipe, quiz, forum, pointing };
}

describe('what points at an activity that is left out', () => {
  it('is named: restrictions of activities and sections, the completion of the course, badges', async () => {
    const { site, recipe, quiz, pointing } = courseAboutSoup();
    const soup = `the recipe "Soup" (cmid ${recipe.moduleId})`;
    const ofSection = `A restriction of section 0 (id 11) points at ${soup}.`;
    const named = await pointing();
    const withoutQuiz = await pointing({ [`quiz_${quiz.moduleId}_included`]: 0 });
    const withoutBadges = await pointing({ badges: 0 });
    site.remove();
    expect(named).toEqual([
      `A restriction of the quiz "Test" (cmid ${quiz.moduleId}) points at ${soup}.`,
      ofSection,
      `The completion of the course asks for ${soup}.`,
      `The badge "Cook" (id 5) asks for ${soup}.`,
    ]);
    expect(withoutBadges).toEqual(named.slice(0, 3));
    // Without an activity neither the completion of the course nor the criteria of badges go in.
    expect(withoutQuiz).toEqual([ofSection]);
  });

  it('is named where the activity has lost its rows', async () => {
    const { site, page, quiz, forum, pointing } = courseAboutSoup();
    site.run(`DELETE FROM mdl_page WHERE id = ${page.instanceId}`);
    const named = (await pointing()).filter((message) => !message.includes('Soup'));
    site.remove();
    const target = `the course module ${page.moduleId}`;
    expect(named).toEqual([
      `A restriction of the quiz "Test" (cmid ${quiz.moduleId}) points at ${target}.`,
      `A restriction of the forum "Talk" (cmid ${forum.moduleId}) points at ${target}.`,
      `The completion of the course asks for ${target}.`,
      `The badge "Cook" (id 5) asks for ${target}.`,
    ]);
  });

  it('is no news where somebody leaves all activities out', async () => {
    const { site, pointing } = courseAboutSoup();
    expect(await pointing({ activities: 0 })).toEqual([]);
    site.remove();
  });
});
