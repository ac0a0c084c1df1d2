import {
  activity,
  container,
  type DefinitionRegistry,
  definitions,
  element,
  given,
  parent,
  parseSql,
  plugin,
  point,
  table,
  tablesNamed,
  task,
  type QuerySource,
} from '@coursekeep/definitions';
import { CourseSite } from '../../testing/course-site';

const joined = 'JOIN {recipe_steps} $s ON 1 = 1';
const sql = (text: string) => parseSql(text, tablesNamed(joined));
const counted: QuerySource = {
  kind: 'query',
  join: sql(joined),
  where: sql('$s.recipeid = :recipe.id'),
  columns: { kind: sql('$s.kind'), steps: sql('COUNT($s.id)') },
  all: [],
  key: sql('$s.kind'),
  orderBy: [],
  groupBy: [sql('$s.kind')],
};

describe('words of definitions that plugins need and the core does not', () => {
  let site: CourseSite;
  let long: ReturnType<CourseSite['activity']>;
  let short: ReturnType<CourseSite['activity']>;
  beforeEach(() => {
    site = new CourseSite();
    site.run(`
      CREATE TABLE mdl_recipe (id INTEGER PRIMARY KEY, course BIGINT, name VARCHAR(255), size VARCHAR(10));
      CREATE TABLE mdl_recipe_steps (id INTEGER PRIMARY KEY, recipeid BIGINT, kind VARCHAR(10), place BIGINT);`);
    long = site.activity('recipe', { size: 'long' });
    short = site.activity('recipe', { size: 'short' });
    for (const { instanceId } of [long, short]) {
      for (const [kind, place] of [
        ['boil', 1],
        ['fry', 1],
        ['boil', 2],
      ] as const) {
        site.insert('recipe_steps', { recipeid: instanceId, kind, place });
      }
    }
  });
  afterEach(() => site.remove());

  async function documentsOf(registry: DefinitionRegistry, settings: Record<string, number> = {}) {
    const backup = await site.backup({ definitions: registry, settings });
    const of = ({ moduleId }: typeof long) => backup.documents.get(`activities/recipe_${moduleId}/recipe.xml`) ?? '';
    return { backup, long: of(long), short: of(short) };
  }

  const inside = (xml: string) =>
    xml
      .replace(/^[\s\S]*?<\/name>/, '')
      .replace(/<\/recipe>[\s\S]*/, '')
      .replace(/\s+/g, '');
  const recipe = (...children: Parameters<typeof container>[1] & object) =>
    definitions().with([activity('recipe', { fields: 'name' }, children)]);

  it('asks for a row of the site, activity by activity', async () => {
    const isLong = { rows: [{ table: 'recipe', where: { id: task('instance') }, column: 'size', is: 'long' }] };
    const made = await documentsOf(
      recipe(
        element('tip', { from: given({ text: 'slowly' }), attributes: '', fields: 'text', when: isLong }),
        element('box', { when: { unless: isLong }, absentOtherwise: true }),
      ),
    );
    expect([inside(made.long), inside(made.short)]).toEqual(['<tip><text>slowly</text></tip>', '<box></box>']);
  });

  it('orders by several columns, up and down', async () => {
    const steps = table('recipe_steps', { recipeid: parent('id') }, { orderBy: 'kind DESC, id DESC' });
    const { long } = await documentsOf(recipe(element('step', { from: steps, attributes: '', fields: 'kind place' })));
    expect(inside(long).match(/\w+(?=<\/(kind|place)>)/g)).toEqual(['fry', '1', 'boil', '2', 'boil', '1']);
  });

  it('counts rows of each parent', async () => {
    const { long, short } = await documentsOf(
      recipe(element('use', { from: counted, attributes: '', fields: 'kind steps' })),
    );
    const both = '<use><kind>boil</kind><steps>2</steps></use><use><kind>fry</kind><steps>1</steps></use>';
    expect([inside(long), inside(short)]).toEqual([both, both]);
  });

  it('writes values of a plugin right into the element, before the elements of any plugin', async () => {
    const registry = recipe(point('spice_recipe_subplugin')).with([
      plugin('spice_recipe_subplugin', 'spice_anise', [container('jar')]),
      plugin('spice_recipe_subplugin', 'spice_basil', [
        element('values', { bare: true, attributes: '', fields: 'leaves', from: given({ leaves: '4' }) }),
      ]),
    ]);
    expect(inside((await documentsOf(registry)).long)).toBe('<leaves>4</leaves><jar></jar>');
  });

  it('gives each activity settings of its own', async () => {
    const settings = [{ name: 'photos', default: 1, needsUserinfo: false }] as const;
    const photos = element('photos', { when: { on: ['.photos'] }, absentOtherwise: true });
    const registry = definitions().with([activity('recipe', { fields: 'name', settings }, [photos])]);
    const made = await documentsOf(registry, { [`recipe_${long.moduleId}_photos`]: 0 });
    expect([inside(made.long), inside(made.short)]).toEqual(['', '<photos></photos>']);
    expect((made.backup.documents.get('moodle_backup.xml') ?? '').match(/recipe_\d+_photos/g)).toHaveLength(2);
  });

  it('makes placeholders of links that are given as patterns', async () => {
    site.run(`UPDATE mdl_recipe SET name = 'see http://localhost/mod/recipe/view.php?id=12&step=3 for more'`);
    const links = [
      {
        pattern: '\uE000/mod/recipe/view\\.php\\?id=(\\d+)&(?:amp;)?step=(\\d+)',
        flags: 'g',
        replacement: '$$@RECIPESTEP*$1*$2@$$',
      },
    ];
    const registry = definitions().with([activity('recipe', { fields: 'name', links })]);
    expect((await documentsOf(registry)).long).toContain('see $@RECIPESTEP*12*3@$ for more');
  });

  it('names what a definition is known to lack, where the course has it', async () => {
    const gaps = new Map([
      ['mod_recipe', ['<tip>: it is computed (lib.php line 3)']],
      ['block_larder', ['<jar>: it is computed (lib.php line 5)']],
    ]);
    const { backup } = await documentsOf(definitions().with([activity('recipe', { fields: 'name' })], { gaps }));
    const told = backup.warnings.filter(({ code }) => code === 'plugin-in-part');
    expect(told.map(({ message }) => message)).toEqual([
      expect.stringContaining('"mod_recipe": <tip>: it is computed'),
    ]);
  });

  it('says that code was not to be had, where something was left out for that', async () => {
    const registry = definitions().with([], { whyNotAsked: 'Name its folder.' });
    const told = async () => (await site.backup({ definitions: registry })).warnings;
    expect((await told()).map(({ code, kind }) => [code, kind])).toEqual([
      ['kind-not-supported', 'loss'],
      ['site-code-not-read', 'loss'],
    ]);
    expect((await told()).at(-1)?.message).toMatch(/cannot be read.* Name its folder\.$/);
    site.run('DELETE FROM mdl_course_modules');
    expect((await told()).map(({ code }) => code)).not.toContain('site-code-not-read');
  });

  it('names what Moodle would not back up either, as no loss', async () => {
    const backup = async (withoutBackup: readonly string[]) => {
      const { warnings } = await site.backup({ definitions: definitions().with([], { withoutBackup }) });
      return warnings.map(({ code, kind, message }) => [code, kind, message]);
    };
    expect(await backup(['mod_recipe'])).toEqual([
      [
        'plugin-without-backup',
        'notice',
        expect.stringContaining('"mod_recipe": 2 in this course; 8 rows left out (recipe 2, recipe_steps 6).'),
      ],
    ]);
    expect((await backup([])).map(([code]) => code)).toEqual(['kind-not-supported']);
  });
});
