import type { ElementDefinition } from '@coursekeep/definitions';
import { readMadeUp, recipe } from '../testing/made-up-site';
import type { ReadPlugin } from '.';

const ROOT = `
  $recipe = new backup_nested_element('recipe', ['id'], ['name']);
  $recipe->set_source_table('recipe', ['id' => backup::VAR_ACTIVITYID]);`;
const END = 'return $this->prepare_activity_structure($recipe);';

/** What a body of `define_structure` declares, with further files of the site's code. */
function read(
  body: string,
  files: Record<string, string> = {},
  further: Parameters<typeof recipe>[1] = {},
  tables: Record<string, string> = {},
): ReadPlugin {
  const [plugin] = readMadeUp({ ...recipe(`${ROOT} ${body} ${END}`, further), ...files }, ['mod_recipe'], tables);
  if (!plugin) throw new Error('nothing was read');
  return plugin;
}

/** The elements inside `<recipe>`, by name. */
function inside(plugin: ReadPlugin): Map<string, ElementDefinition> {
  const all = new Map<string, ElementDefinition>();
  const walk = (element: ElementDefinition): void => {
    all.set(element.name, element);
    for (const child of element.children) if (child.kind === 'element') walk(child);
  };
  for (const one of plugin.definitions) if ('root' in one) walk(one.root);
  return all;
}

const step = (source: string) => `
  $step = new backup_nested_element('step', ['id'], ['text']);
  $recipe->add_child($step);
  ${source}`;

describe('names of classes', () => {
  const constants = (namespace: string, table: string) =>
    `<?php namespace ${namespace}; class tables { const STEPS = '${table}'; }`;
  const source = `$step->set_source_table(tables::STEPS, ['recipeid' => backup::VAR_PARENTID]);`;

  it('are those that the file imports', () => {
    const plugin = read(
      step(source),
      { 'mod/recipe/classes/local/tables.php': constants('mod_recipe\\local', 'recipe_steps') },
      { before: 'use mod_recipe\\local\\tables;' },
    );
    expect(plugin.outcome).toBe('complete');
    expect(inside(plugin).get('step')?.source).toMatchObject({ table: 'recipe_steps' });
  });

  it('never mean a class of another plugin that has the same last name', () => {
    const plugin = read(
      step(source),
      { 'mod/recipe/classes/tables.php': constants('mod_recipe', 'recipe_steps') },
      { before: 'use local_larder\\tables;' },
    );
    expect(plugin.notRead).toEqual([expect.objectContaining({ element: 'step' })]);
  });

  it('are looked for in the files that are required', () => {
    const plugin = read(
      step(source),
      { 'mod/recipe/backup/more.php': `<?php class tables { const STEPS = 'recipe_more'; }` },
      { before: `require_once($CFG->dirroot . '/mod/recipe/backup/more.php');` },
    );
    expect(inside(plugin).get('step')?.source).toMatchObject({ table: 'recipe_more' });
  });

  it('of a step that is not found are told, for it would have written a document', () => {
    const { notRead } = read('', {
      'mod/recipe/backup/moodle2/backup_recipe_activity_task.class.php': `<?php
        class backup_recipe_activity_task extends backup_activity_task {
          protected function define_my_steps() {
            $this->add_step(new backup_recipes_activity_structure_step('recipe_structure', 'recipe.xml'));
          }
        }`,
    });
    expect(notRead.map(({ why }) => why)).toEqual([
      'a step whose class backup_recipes_activity_structure_step is not found',
    ]);
  });
});

describe('what the site has', () => {
  it('gives the columns of a table', () => {
    const plugin = read(
      `$fields = array_diff(array_keys($DB->get_columns('recipe_steps')), ['id', 'recipeid']);
       $step = new backup_nested_element('step', ['id'], $fields);
       $recipe->add_child($step);
       $step->set_source_table('recipe_steps', ['recipeid' => backup::VAR_PARENTID]);
       if ($step->get_final_element('userid')) { $step->annotate_ids('user', 'userid'); }
       if ($step->get_final_element('groupid')) { $step->annotate_ids('group', 'groupid'); }`,
      {},
      {},
      { recipe_steps: 'id recipeid text userid' },
    );
    expect(inside(plugin).get('step')).toMatchObject({
      fields: [{ name: 'text' }, { name: 'userid' }],
      refers: [{ item: 'user', field: 'userid' }],
    });
  });

  it.each([
    ['a plugin that is there', { 'local/larder/classes/shelf.php': '<?php' }, ['step', 'shelf']],
    ['one that is not', {}, ['step']],
  ])('tells the classes of %s', (_, files, expected) => {
    const plugin = read(
      `${step(`$step->set_source_table('recipe_steps', ['recipeid' => backup::VAR_PARENTID]);`)}
       $shelf = new backup_nested_element('shelf', ['id'], ['text']);
       $recipe->add_child($shelf);
       if (class_exists('local_larder\\shelf')) {
         $shelf->set_source_table('local_larder', ['recipeid' => backup::VAR_PARENTID]);
       }`,
      files,
    );
    expect(plugin.outcome).toBe('complete');
    expect([...inside(plugin).keys()]).toEqual(['activity', 'recipe', ...expected]);
  });

  it('tells the plugins of a type', () => {
    const plugin = read(
      `foreach (core_component::get_plugin_list('recipespice') as $name => $path) {
         $recipe->annotate_files("recipespice_$name", 'jar', null);
       }`,
      {
        'mod/recipe/db/subplugins.json': JSON.stringify({ plugintypes: { recipespice: 'mod/recipe/spice' } }),
        'mod/recipe/spice/anise/version.php': '<?php',
        'mod/recipe/spice/nothing/readme.txt': '',
      },
    );
    expect(
      inside(plugin)
        .get('recipe')
        ?.files.map(({ component }) => component),
    ).toEqual(['recipespice_anise']);
  });

  it('says whether tags of a kind are on when the backup is made', () => {
    const plugin = read(
      step(`if (core_tag_tag::is_enabled('mod_recipe', 'recipe')) {
        $step->set_source_table('recipe_tags', ['recipeid' => backup::VAR_PARENTID]);
      }`),
    );
    expect(inside(plugin).get('step')?.when?.rows).toEqual([
      expect.objectContaining({ table: 'config', where: { name: 'usetags' } }),
      expect.objectContaining({ table: 'tag_area', where: { component: 'mod_recipe', itemtype: 'recipe' } }),
    ]);
  });
});

describe('what is not declared', () => {
  it('is an element whose class computes its rows', () => {
    const plugin = read(
      `$recipe->add_child(new recipe_tree('tree', null, ['leaf']));`,
      {},
      {
        before: 'class recipe_tree extends backup_nested_element { public function get_iterator($p) { return []; } }',
      },
    );
    expect(plugin.notRead).toEqual([
      expect.objectContaining({ element: 'tree', why: 'its class computes what is written, in get_iterator()' }),
    ]);
  });

  it('is an element that goes to where nobody can tell', () => {
    const plugin = read(`$parent = $DB->get_records('recipe'); $parent->add_child(new backup_nested_element('lost'));`);
    expect(plugin.notRead).toEqual([
      expect.objectContaining({ element: 'lost', why: expect.stringContaining('it is added to what depends on') }),
    ]);
  });

  it('is a subplugin of a plugin that is not read', () => {
    const files = {
      'mod/recipe/db/subplugins.json': JSON.stringify({ plugintypes: { recipespice: 'mod/recipe/spice' } }),
      'mod/recipe/lib.php': '<?php function recipe_supports($f) { return true; }',
      'mod/recipe/backup/moodle2/backup_recipe_activity_task.class.php': '<?php {{{',
      'mod/recipe/spice/anise/backup/moodle2/backup_recipespice_anise_subplugin.class.php': `<?php
        class backup_recipespice_anise_subplugin extends backup_subplugin {
          protected function define_recipe_subplugin_structure() { return $this->get_subplugin_element(); }
        }`,
    };
    const anise = readMadeUp(files, ['mod_recipe', 'recipespice_anise']).find(({ plugin }) => plugin !== 'mod_recipe');
    expect(anise).toMatchObject({
      outcome: 'not read',
      notRead: [{ why: 'the plugin that it is a part of has no place for it that is known' }],
    });
  });
});

it('several usages of questions have names of their own', () => {
  const plugin = read(
    `$try = new backup_nested_element('try', ['id'], ['usageid']);
     $recipe->add_child($try);
     $try->set_source_table('recipe_tries', ['recipeid' => backup::VAR_PARENTID]);
     $this->add_question_usages($try, 'usageid', 'try_');`,
    {},
    { members: '' },
  );
  expect([...inside(plugin).keys()]).toEqual(
    expect.arrayContaining(['try_question_usage', 'try_question_attempt', 'try_step', 'try_variable']),
  );
});

it('the constants of a class are known by reflection', () => {
  const plugin = read(
    `$all = (new ReflectionClass('recipe_columns'))->getConstants();
     $step = new backup_nested_element('step', [$all['ID']], [$all['TEXT']]);
     $recipe->add_child($step);
     $step->set_source_table('recipe_steps', ['recipeid' => backup::VAR_PARENTID]);`,
    {},
    { before: `class recipe_columns { const ID = 'id'; const TEXT = 'text'; }` },
  );
  expect(inside(plugin).get('step')).toMatchObject({ attributes: ['id'], fields: [{ name: 'text' }] });
});

it('a type of question names its own fields', () => {
  const [plugin] = readMadeUp(
    {
      'question/type/riddle/questiontype.php': `<?php class qtype_riddle extends question_type {
        public function extra_question_fields() { return ['qtype_riddle_options', 'hint']; }
        public function copy($x) { return clone($x); }
      }`,
      'question/type/riddle/backup/moodle2/backup_qtype_riddle_plugin.class.php': `<?php
        class backup_qtype_riddle_plugin extends backup_qtype_plugin {
          protected function define_question_plugin_structure() {
            $type = question_bank::get_qtype($this->pluginname);
            $fields = $type->extra_question_fields();
            $table = array_shift($fields);
            $plugin = $this->get_plugin_element(null, '../../qtype', 'riddle');
            $options = new backup_nested_element($this->get_recommended_name(), ['id'], $fields);
            $plugin->add_child($options);
            $options->set_source_table($table, [$type->questionid_column_name() => backup::VAR_PARENTID]);
          }
        }`,
    },
    ['qtype_riddle'],
  );
  expect(plugin?.outcome).toBe('complete');
  expect(plugin?.definitions).toMatchObject([
    {
      children: [{ fields: [{ name: 'hint' }], source: { table: 'qtype_riddle_options', where: { questionid: {} } } }],
    },
  ]);
});
