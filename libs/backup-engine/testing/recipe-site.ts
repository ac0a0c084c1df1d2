import { CourseSite } from './course-site';

const RECIPE_TABLES = `
  CREATE TABLE mdl_recipe (id INTEGER PRIMARY KEY, course BIGINT, name VARCHAR(255), intro TEXT, introformat INT, servings INT, timemodified BIGINT);
  CREATE TABLE mdl_recipe_step (id INTEGER PRIMARY KEY, recipeid BIGINT, position INT, text TEXT, textformat INT);
  CREATE TABLE mdl_recipe_cook (id INTEGER PRIMARY KEY, recipeid BIGINT, userid BIGINT, stars INT, timecreated BIGINT);
  CREATE TABLE mdl_recipe_unit (id INTEGER PRIMARY KEY, name VARCHAR(20));`;

/** A course with a page and a recipe of two steps that somebody cooked; another course has a recipe too. */
export function siteWithRecipe() {
  const site = new CourseSite();
  site.run(RECIPE_TABLES);
  site.user(100);
  const page = site.activity('page', { name: 'Lunch' });
  const recipe = site.activity('recipe', { intro: 'Try this', introformat: 1, servings: 4 });
  const url = 'http://localhost/mod/recipe';
  site.insert('recipe_step', {
    id: 7,
    recipeid: recipe.instanceId,
    position: 2,
    text: `Boil, see ${url}/step.php?id=5&amp;step=1 and ${url}/view.php?id=5`,
    textformat: 1,
  });
  site.insert('recipe_step', { id: 8, recipeid: recipe.instanceId, position: 1, text: 'Chop', textformat: 1 });
  site.insert('recipe_cook', { recipeid: recipe.instanceId, userid: 100, stars: 5 });
  site.insert('recipe', { id: 1, course: 1, name: 'Of another course' });
  site.insert('recipe_step', { recipeid: 1, text: 'Of another course' });
  site.insert('recipe_unit', { name: 'spoon' });
  site.file({ contextid: recipe.contextId, component: 'mod_recipe', filearea: 'step', itemid: 7, filename: 'pot.txt' });
  return { site, page, recipe };
}
