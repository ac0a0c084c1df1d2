import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { recipe as recipeDefinition } from '../../../../../docs/examples/recipe';
import { inforef, texts } from '../../../testing/course-site';
import { siteWithRecipe } from '../../../testing/recipe-site';
import { registerDefinition } from '@coursekeep/definitions';

describe('the worked example of docs/definitions.md', () => {
  const docs = resolve(__dirname, '../../../../../docs');

  it('is what the page shows', () => {
    const page = readFileSync(`${docs}/definitions.md`, 'utf8');
    expect(page).toContain(readFileSync(`${docs}/examples/recipe.ts`, 'utf8').trim());
  });

  it('backs the made-up activity up: rows, files, people and links', async () => {
    expect(() => registerDefinition(recipeDefinition)).toThrow(
      'recipe.xml is registered twice for activity documents.',
    );
    const { site, recipe } = siteWithRecipe();
    const { warnings, documents, contents } = await site.backup();
    const withoutPeople = await site.backup({ settings: { users: 0 } });
    site.remove();
    expect(warnings).toEqual([]);
    const folder = `activities/recipe_${recipe.moduleId}`;
    expect(documents.has(`${folder}/grading.xml`)).toBe(true);
    expect(documents.get(`${folder}/recipe.xml`)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<activity id="${recipe.instanceId}" moduleid="${recipe.moduleId}" modulename="recipe" contextid="${recipe.contextId}">
  <recipe id="${recipe.instanceId}">
    <name>recipe ${recipe.moduleId}</name>
    <intro>Try this</intro>
    <introformat>1</introformat>
    <servings>4</servings>
    <timemodified>$@NULL@$</timemodified>
    <steps>
      <step id="8">
        <position>1</position>
        <text>Chop</text>
        <textformat>1</textformat>
      </step>
      <step id="7">
        <position>2</position>
        <text>Boil, see $@RECIPESTEP*5*1@$ and $@RECIPEVIEWBYID*5@$</text>
        <textformat>1</textformat>
      </step>
    </steps>
    <cooks>
      <cook id="1">
        <userid>100</userid>
        <stars>5</stars>
        <timecreated>$@NULL@$</timecreated>
      </cook>
    </cooks>
  </recipe>
</activity>`);
    expect(inforef(documents.get(`${folder}/inforef.xml`), 'user')).toEqual(['100']);
    expect(texts(documents.get('files.xml'), 'filename')).toEqual(['pot.txt']);
    expect(contents).toHaveLength(1);
    expect(withoutPeople.documents.get(`${folder}/recipe.xml`)).toContain('<cooks>\n    </cooks>');
  });
});
