import fc from 'fast-check';
import { readMadeUp, recipe } from '../testing/made-up-site';

const outcomeOf = (body: string, further: Parameters<typeof recipe>[1] = {}) =>
  readMadeUp(recipe(body, further), ['mod_recipe'])[0]?.outcome;

describe('code that is no declaration', () => {
  it.each([
    ['a loop without end', 'while (true) { $a = 1; }'],
    ['a loop that grows a text', '$a = "x"; while (true) { $a .= $a; }'],
    ['a list without end', 'for (;;) { $a[] = 1; }'],
    ['calls without end', 'return $this->define_structure();'],
    ['brackets in brackets', `$a = ${'('.repeat(5000)}1${')'.repeat(5000)};`],
    ['lists in lists', `$a = ${'['.repeat(3000)}${']'.repeat(3000)};`],
    ['a sum of very many', `$a = ${'1 . '.repeat(20_000)} 1;`],
    ['an element inside itself', `$a = new backup_nested_element('a'); $a->add_child($a); return $a;`],
    // php-parser looks for its end for ever.
    ['an attribute without end', '#[x('],
    ['what is no PHP', '} } } <?php <?php'],
    [
      'very many settings at once',
      `$a = 0; ${Array.from({ length: 60 }, (_, at) => `if ($this->get_setting_value('s${at}')) { $a = $a . '${at}'; }`).join(' ')}`,
    ],
  ])('harms nothing: %s', (_, body) => {
    expect(['not read', 'in part']).toContain(outcomeOf(body));
  });

  it('is not looked for outside the plugin', () => {
    const files = {
      ...recipe('return null;'),
      'mod/recipe/db/subplugins.json': '{"plugintypes": {"spice": "../../../etc"}}',
    };
    const read = readMadeUp(files, ['mod_recipe', 'spice_passwd']);
    expect(read.find(({ plugin }) => plugin === 'spice_passwd')).toMatchObject({ folder: null, outcome: 'not read' });
  });

  it('never makes the reader fail, however it is damaged', () => {
    const [path, source] = Object.entries(
      recipe(`
        global $DB; $fields = ['a', 'b'];
        $recipe = new backup_nested_element('recipe', ['id'], array_merge($fields, ['c']));
        foreach (['x', 'y'] as $name) {
          $one = new backup_nested_element($name . 's', ['id'], $fields);
          $recipe->add_child($one);
          if ($this->get_setting_value('userinfo')) { $one->set_source_table('t_' . $name, ['r' => '../id'], 'id DESC'); }
          $one->annotate_files('mod_recipe', $name, 'id');
        }
        $recipe->set_source_sql('SELECT r.* FROM {recipe} r WHERE r.id = ?', [backup::VAR_ACTIVITYID]);
        switch ($name) { case 'y': break; default: $recipe = null; }
        return $this->prepare_activity_structure($recipe);`),
    ).at(-1)!;
    const damage = fc.record({
      from: fc.nat(source.length),
      length: fc.nat(30),
      by: fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.constantFrom('[', ']', '(', ')', '{', '}', '$', ';', "'", '->', '::', '??', 'null'),
      ),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        const damaged = damages.reduce(
          (text, { from, length, by }) => text.slice(0, from) + by + text.slice(from + length),
          source,
        );
        const [plugin] = readMadeUp({ ...recipe(''), [path]: damaged }, ['mod_recipe']);
        expect(['complete', 'in part', 'none', 'not read']).toContain(plugin?.outcome);
      }),
      { numRuns: 300 },
    );
  });
});
