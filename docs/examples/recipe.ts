import {
  activity,
  area,
  container,
  element,
  itemArea,
  indexAndView,
  link,
  parent,
  registerDefinition,
  table,
} from '@coursekeep/definitions';

/** mod_recipe, a made-up activity: recipes with steps, pictures of the steps, and who cooked them. */
export const recipe = activity(
  'recipe',
  {
    fields: 'name intro introformat servings timemodified',
    files: [area('mod_recipe', 'intro')],
    advancedGrading: true,
    links: [...indexAndView('RECIPE'), link('step.php?id={n}{&}step={n}', 'RECIPESTEP')],
  },
  [
    container('steps', [
      element('step', {
        fields: 'position text textformat',
        from: table('recipe_step', { recipeid: parent('id') }, { orderBy: 'position' }),
        files: [itemArea('mod_recipe', 'step', 'id')],
      }),
    ]),
    container('cooks', [
      element('cook', {
        fields: 'userid stars timecreated',
        from: table('recipe_cook', { recipeid: parent('id') }),
        when: { on: ['userinfo'] },
        refers: { user: 'userid' },
      }),
    ]),
  ],
);

registerDefinition(recipe);
