import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SmallSite } from '../../../../libs/moodle-site/testing/small-site';
import { coursekeep } from '../../testing/coursekeep';

const environment = { ...process.env };
const folder = mkdtempSync(join(tmpdir(), 'coursekeep-definitions-command-'));
const site = SmallSite.create();
beforeAll(() =>
  site.run(`
    CREATE TABLE mdl_recipe (id INTEGER PRIMARY KEY, course BIGINT, name VARCHAR(255), intro TEXT, servings INT);
    CREATE TABLE mdl_recipe_step (id INTEGER PRIMARY KEY, recipeid BIGINT, position INT, text TEXT);`),
);
afterEach(() => {
  process.env = { ...environment };
});
afterAll(() => {
  site.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function definitions(...args: string[]) {
  return coursekeep('definitions', ...args);
}

let files = 0;

/** A module with mod_recipe, whose steps have these options. */
function recipe(step = '', fields = 'name intro servings', stepFields = 'position text'): string {
  const file = join(folder, `recipe-${++files}.cjs`);
  writeFileSync(
    file,
    `const { activity, ancestor, element, parent, table } = require('@coursekeep/definitions');
    exports.recipe = activity('recipe', { fields: '${fields}' }, [
      element('step', { fields: '${stepFields}', from: table('recipe_step', { recipeid: parent('id') }), ${step} }),
    ]);`,
  );
  return file;
}

describe('coursekeep definitions check', () => {
  it('says that all is well, without and with a site', async () => {
    const file = recipe();
    const well = { status: 0, stdout: '1 definition, all of them right.\n', stderr: '' };
    expect(await definitions('check', file)).toEqual(well);
    expect(await definitions('check', file, '--site', site.configFile)).toEqual(well);
  });

  it('names what there is not, with the file and the nearest', async () => {
    const file = recipe(`when: { on: ['userinof'] }`);
    const place = 'recipe.xml, activity/recipe/step, when.on';
    const message = `${file}: ${place}: there is no setting "userinof". The nearest is "userinfo".`;
    expect(await definitions('check', file)).toEqual({ status: 1, stdout: `error: ${message}\n`, stderr: '' });
    const { status, stdout } = await definitions('check', file, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      definitions: 0,
      problems: [{ subject: 'setting', name: 'userinof', nearest: 'userinfo', place, message }],
      warnings: [],
    });
  });

  it.each([
    [
      'a table',
      recipe(`from: table('recipe_stps', { recipeid: parent('id') })`),
      'activity/recipe/step, from: there is no table on this site "recipe_stps". The nearest is "recipe_step".',
    ],
    [
      'a column by which rows are found',
      recipe(`from: table('recipe_step', { recipe_id: parent('id') })`),
      'activity/recipe/step, from: there is no column of {recipe_step} "recipe_id". The nearest is "recipeid".',
    ],
    [
      'a column of the element above',
      recipe(`from: table('recipe_step', { recipeid: ancestor('recipe', 'uuid') })`),
      'activity/recipe/step, from: there is no column of {recipe} "uuid".',
    ],
    [
      'an order',
      recipe(`from: table('recipe_step', { recipeid: parent('id') }, { orderBy: 'place' })`),
      'activity/recipe/step, from: there is no column of {recipe_step} "place".',
    ],
    [
      'a field',
      recipe('', 'name intro srvings'),
      'activity/recipe: there is no column of {recipe} "srvings". The nearest is "servings".',
    ],
    [
      'a row that decides',
      recipe(`when: { rows: [{ table: 'recipe', where: { id: 1 }, column: 'servngs' }] }`),
      'activity/recipe/step, when: there is no column of {recipe} "servngs". The nearest is "servings".',
    ],
  ])('holds %s against the site', async (_, file, message) => {
    expect((await definitions('check', file)).status).toBe(0);
    const { status, stdout } = await definitions('check', file, '--site', site.configFile);
    expect(stdout).toContain(`error: recipe.xml, ${message}\n`);
    expect(status).toBe(1);
  });

  it('warns of columns that no field takes, and of fields that another version may have', async () => {
    const file = recipe('', 'name intro calories', 'text');
    const { status, stdout } = await definitions('check', file, '--site', site.configFile, '--json');
    const { problems, warnings } = JSON.parse(stdout) as { problems: object[]; warnings: Record<string, string>[] };
    expect(problems).toEqual([]);
    expect(warnings.map(({ code, about }) => `${code} ${about}`)).toEqual([
      'column-not-known recipe.servings',
      'column-not-known recipe_step.position',
      'field-not-there recipe.xml, activity/recipe: calories',
    ]);
    expect(status).toBe(3);
  });

  it('ends with 2 where there is nothing to check', async () => {
    const missing = join(folder, 'missing.cjs');
    const { status, stderr } = await definitions('check', missing);
    expect([status, stderr]).toEqual([2, `coursekeep: ${missing} is not there.\n`]);
  });
});

describe('coursekeep definitions list', () => {
  it('tells which are built in, and from which file the others are', async () => {
    const file = recipe();
    process.env.COURSEKEEP_DEFINITIONS = file;
    const { status, stdout } = await definitions('list');
    expect(status).toBe(0);
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining([
        'course/course.xml: built in',
        'activity/forum.xml: built in',
        'qtype_essay at qtype_question_plugin: built in',
        'block_html: built in',
        `activity/recipe.xml: ${file}`,
      ]),
    );
    const told = JSON.parse((await definitions('list', '--json')).stdout) as { definitions: object[] };
    expect(told.definitions).toContainEqual({ kind: 'document', name: 'activity/recipe.xml', file });
    expect(told.definitions).toContainEqual({ kind: 'block', name: 'block_html', file: null });
  });

  it('ends with 2 and the file where one is wrong', async () => {
    const file = recipe(`refers: { usr: 'text' }`);
    process.env.COURSEKEEP_DEFINITIONS = file;
    const { status, stderr } = await definitions('list');
    expect(status).toBe(2);
    expect(stderr).toContain(
      `${file}: recipe.xml, activity/recipe/step, refers.usr: there is no kind of reference "usr".`,
    );
  });
});
