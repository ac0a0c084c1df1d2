import type { DocumentDefinition, ElementDefinition, PluginDefinition } from '@coursekeep/definitions';
import { readMadeUp, recipe } from '../testing/made-up-site';
import { placeText, type ReadPlugin } from '.';

/** What a body of `define_structure` declares. */
function read(
  body: string,
  further: Parameters<typeof recipe>[1] = {},
  tables: Record<string, string> = {},
): ReadPlugin {
  const [plugin] = readMadeUp(recipe(body, further), ['mod_recipe'], tables);
  if (!plugin) throw new Error('nothing was read');
  return plugin;
}

/** The element of that name. */
function found(plugin: ReadPlugin, name: string): ElementDefinition | undefined {
  const walk = (node: ElementDefinition): ElementDefinition | undefined =>
    node.name === name
      ? node
      : node.children.flatMap((child) => (child.kind === 'element' ? (walk(child) ?? []) : []))[0];
  return plugin.definitions.flatMap((one) => ('root' in one ? (walk(one.root) ?? []) : []))[0];
}

const ROOT = `
  $recipe = new backup_nested_element('recipe', ['id'], ['name', 'intro']);
  $recipe->set_source_table('recipe', ['id' => backup::VAR_ACTIVITYID]);`;
const STEPS = `
  $steps = new backup_nested_element('steps');
  $step = new backup_nested_element('step', ['id'], ['text', 'userid']);
  $recipe->add_child($steps);
  $steps->add_child($step);`;
const END = 'return $this->prepare_activity_structure($recipe);';

describe('the declaration of an activity', () => {
  it('is read as the document that it makes', () => {
    const plugin = read(`${ROOT} ${STEPS}
      $step->set_source_table('recipe_steps', ['recipeid' => '../../id'], 'place DESC, id');
      $step->annotate_ids('user', 'userid');
      $step->annotate_files('mod_recipe', 'picture', 'id');
      ${END}`);
    expect(plugin.outcome).toBe('complete');
    expect(found(plugin, 'recipe')).toMatchObject({
      fields: [{ name: 'name' }, { name: 'intro' }],
      source: { table: 'recipe', where: { id: { kind: 'task', variable: 'instance' } } },
    });
    expect(found(plugin, 'step')).toMatchObject({
      source: { where: { recipeid: { kind: 'ancestor', element: 'recipe', column: 'id' } }, orderBy: 'place DESC, id' },
      refers: [{ item: 'user', field: 'userid' }],
      files: [{ component: 'mod_recipe', area: 'picture', item: 'id' }],
    });
  });

  it('follows settings both ways', () => {
    const plugin = read(`${ROOT} ${STEPS}
      $userinfo = $this->get_setting_value('userinfo');
      if ($userinfo && $this->get_setting_value('comments')) {
        $step->set_source_table('recipe_steps', ['recipeid' => backup::VAR_PARENTID]);
      } else {
        $step->set_source_table('recipe_plain', ['recipeid' => backup::VAR_PARENTID]);
      }
      ${END}`);
    const steps = found(plugin, 'steps')?.children ?? [];
    expect(steps).toHaveLength(2);
    expect(steps).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          when: { on: ['userinfo', 'comments'] },
          source: expect.objectContaining({ table: 'recipe_steps' }),
        }),
        expect.objectContaining({
          when: { any: [{ on: ['userinfo'], off: ['comments'] }, { off: ['userinfo'] }] },
          source: expect.objectContaining({ table: 'recipe_plain' }),
        }),
      ]),
    );
  });

  it('leaves a helper by an early return where a setting says so', () => {
    const members = `
      private function steps($recipe) {
        if (!$this->get_setting_value('userinfo')) { return; }
        $steps = new backup_nested_element('steps');
        $recipe->add_child($steps);
      }`;
    const plugin = read(`${ROOT} $this->steps($recipe); ${END}`, { members });
    expect(found(plugin, 'steps')).toMatchObject({ when: { on: ['userinfo'] }, absentOtherwise: true });
  });

  it.each([
    ['array_merge and a constant of the class', `array_merge(self::MORE, ['c'])`, 'const MORE = ["a", "b"];'],
    ['a helper method', `$this->names()`, 'private function names() { $n = ["a", "b"]; $n[] = "c"; return $n; }'],
    [
      'a parent class of the plugin',
      `$this->names()`,
      '',
      'class recipe_base { function names() { return ["a", "b", "c"]; } }',
    ],
    [
      'a trait',
      `$this->names()`,
      'use recipe_names;',
      'trait recipe_names { function names() { return ["a", "b", "c"]; } }',
    ],
    ['a function of the file', `recipe_names()`, '', 'function recipe_names() { return explode(",", "a,b,c"); }'],
    ['array_map with a closure', `array_map(fn($x) => strtolower($x), ["A", "B", "C"])`, ''],
    ['a version that the site has', `$CFG->version >= 2024100700 ? ["a", "b", "c"] : ["a"]`, ''],
  ])('knows fields that come from %s', (what, expression, members, before = '') => {
    const files = recipe(
      `global $CFG; ${ROOT} $x = new backup_nested_element('x', ['id'], ${expression}); $recipe->add_child($x);
       $x->set_source_table('recipe_x', ['recipeid' => backup::VAR_PARENTID]); ${END}`,
      { members, before },
    );
    const stepslib = 'mod/recipe/backup/moodle2/backup_recipe_stepslib.php';
    if (what.includes('parent')) {
      files[stepslib] = files[stepslib]!.replace(
        'class recipe_base {',
        'class recipe_base extends backup_activity_structure_step {',
      ).replace(
        'class backup_recipe_activity_structure_step extends backup_activity_structure_step',
        'class backup_recipe_activity_structure_step extends recipe_base',
      );
    }
    const [plugin] = readMadeUp(files, ['mod_recipe']);
    expect(plugin?.notRead).toEqual([]);
    expect(found(plugin!, 'x')?.fields.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('unrolls a loop over a list that is written out', () => {
    const plugin = read(`${ROOT}
      foreach (['spice' => 'recipe_spices', 'herb' => 'recipe_herbs'] as $name => $table) {
        $list = new backup_nested_element($name . 's');
        $one = new backup_nested_element($name, ['id'], ['name']);
        $recipe->add_child($list);
        $list->add_child($one);
        $one->set_source_table($table, ['recipeid' => '/recipe/id', 'kind' => backup_helper::is_sqlparam("a-$name")]);
      }
      ${END}`);
    expect(found(plugin, 'herb')?.source).toMatchObject({ table: 'recipe_herbs', where: { kind: 'a-herb' } });
    expect(found(plugin, 'spices')).toBeDefined();
  });

  it('turns a query into one for all activities', () => {
    const plugin = read(
      `${ROOT} ${STEPS}
      $step->set_source_sql('SELECT s.*, u.idnumber AS cook FROM {recipe_steps} s JOIN {user} u ON u.id = s.userid
        WHERE s.recipeid = ? AND place > ? ORDER BY s.place DESC', [backup::VAR_PARENTID, backup_helper::is_sqlparam(0)]);
      ${END}`,
      {},
      { recipe_steps: 'id recipeid place text userid', user: 'id idnumber' },
    );
    expect(plugin.notRead).toEqual([]);
    expect(found(plugin, 'step')?.source).toMatchObject({
      kind: 'query',
      all: [{ table: 'recipe_steps', alias: 's' }],
      key: { chunks: [{ kind: 'column', table: 'recipe_steps', column: 'id' }] },
    });
  });

  it('takes a row that the task names for a condition', () => {
    const plugin = read(`global $DB; ${ROOT} ${STEPS}
      $row = $DB->get_record('recipe', ['id' => $this->task->get_activityid()]);
      if ($row->kind == 'long') {
        $step->set_source_table('recipe_steps', ['recipeid' => backup::VAR_PARENTID]);
      }
      ${END}`);
    expect(found(plugin, 'step')?.when).toEqual({
      rows: [{ table: 'recipe', where: { id: { kind: 'task', variable: 'instance' } }, column: 'kind', is: 'long' }],
    });
  });
});

describe('what depends on data', () => {
  it('is left out, by name and place, and nothing else is', () => {
    const plugin = read(`global $DB; ${ROOT} ${STEPS}
      $rows = [];
      foreach ($DB->get_records('recipe_steps') as $row) {
        $rows[] = ['id' => $row->id];
      }
      $step->set_source_array($rows);
      $ends = new backup_nested_element('ends');
      $recipe->add_child($ends);
      ${END}`);
    expect(plugin.outcome).toBe('in part');
    expect(plugin.notRead.map(({ element, place }) => [element, placeText(place)])).toEqual([
      ['step', 'backup/moodle2/backup_recipe_stepslib.php line 14'],
    ]);
    expect(found(plugin, 'step')).toBeUndefined();
    expect(found(plugin, 'steps')).toBeDefined();
    expect(found(plugin, 'ends')).toBeDefined();
  });

  it('is no guess about a branch that a function of PHP decides', () => {
    const plugin = read(`${ROOT} ${STEPS}
      if (rand(0, 1)) { $step->set_source_table('recipe_steps', ['recipeid' => backup::VAR_PARENTID]); }
      ${END}`);
    expect(found(plugin, 'step')).toBeUndefined();
    expect(plugin.notRead).toHaveLength(1);
    expect(plugin.notRead[0]?.why).toContain('rand');
  });
});

describe('links', () => {
  const task = (body: string) =>
    `static public function encode_content_links($content) { global $CFG; ${body} return $content; }`;

  it('are read in the order in which they are tried', () => {
    const plugin = read(`${ROOT} ${END}`, {
      task: task(`$base = preg_quote($CFG->wwwroot, '/');
        $content = preg_replace('/(' . $base . '\\/mod\\/recipe\\/view.php\\?id=)([0-9]+)/', '$@RECIPEVIEWBYID*$2@$', $content);`),
    });
    const [document] = plugin.definitions as DocumentDefinition[];
    expect(plugin.notRead).toEqual([]);
    expect(document?.links).toEqual([
      {
        pattern: '(\uE000\\/mod\\/recipe\\/view.php\\?id=)([0-9]+)',
        flags: 'g',
        replacement: '$$@RECIPEVIEWBYID*$2@$$',
      },
    ]);
  });

  it('are left out where a pattern may take very long', () => {
    const plugin = read(`${ROOT} ${END}`, { task: task(`$content = preg_replace('/((a+)+)b/', 'x', $content);`) });
    expect(plugin.notRead).toHaveLength(1);
  });
});

describe('what is read', () => {
  it('is left out and named where it asks for what there is not', () => {
    const plugin = read(`${ROOT} ${STEPS}
      if ($this->get_setting_value('userinof')) {
        $step->set_source_table('recipe_steps', ['recipeid' => backup::VAR_PARENTID]);
      }
      ${END}`);
    expect(plugin).toMatchObject({ outcome: 'not read', definitions: [] });
    expect(plugin.notRead.map(({ why }) => why)).toEqual([
      'recipe.xml, activity/recipe/steps/step, when.on: there is no setting "userinof". The nearest is "userinfo"',
    ]);
  });
});

describe('parts at plugin points', () => {
  const files = {
    'question/type/riddle/backup/moodle2/backup_qtype_riddle_plugin.class.php': `<?php
      class backup_qtype_riddle_plugin extends backup_qtype_plugin {
        protected function define_question_plugin_structure() {
          $plugin = $this->get_plugin_element(null, '../../qtype', 'riddle');
          $wrapper = new backup_nested_element($this->get_recommended_name());
          $plugin->add_child($wrapper);
          $this->add_question_question_answers($wrapper);
          $clue = new backup_nested_element('clue', ['id'], ['text']);
          $wrapper->add_child($clue);
          $clue->set_source_table('qtype_riddle_clues', ['questionid' => backup::VAR_PARENTID]);
        }
      }`,
  };

  it('are read with the condition under which they take part', () => {
    const [plugin] = readMadeUp(files, ['qtype_riddle']);
    const [definition] = (plugin?.definitions ?? []) as PluginDefinition[];
    expect(definition).toMatchObject({
      point: 'qtype_question_plugin',
      onlyIf: { element: 'question', column: 'qtype', is: 'riddle' },
      ownFiles: false,
      children: [{ name: 'plugin_qtype_riddle_question', children: [{ name: 'answers' }, { name: 'clue' }] }],
    });
    expect(definition?.children[0]?.children[1]).toMatchObject({
      source: { where: { questionid: { kind: 'ancestor', element: 'question', column: 'id' } } },
    });
  });

  it('are none of a plugin without backup code', () => {
    const [plugin] = readMadeUp({ 'local/quiet/version.php': '<?php' }, ['local_quiet']);
    expect(plugin).toMatchObject({ outcome: 'none', definitions: [] });
  });

  it('leave a question its type where the type has none', () => {
    const [plugin] = readMadeUp({ 'question/type/quiet/version.php': '<?php' }, ['qtype_quiet']);
    expect(plugin).toMatchObject({
      outcome: 'none',
      definitions: [{ point: 'qtype_question_plugin', plugin: 'qtype_quiet', children: [] }],
    });
  });
});

describe('what a module says it supports', () => {
  const outcomeWith = (lib: string) => {
    const files = { ...recipe(`${ROOT} ${END}`), 'mod/recipe/lib.php': lib };
    return readMadeUp(files, ['mod_recipe'])[0]?.outcome;
  };

  it.each([
    ['says no', `<?php function recipe_supports($f) { return $f !== FEATURE_BACKUP_MOODLE2; }`, 'none'],
    ['says nothing', `<?php function recipe_add_instance() {}`, 'none'],
    ['asks the site', `<?php function recipe_supports($f) { return get_config('mod_recipe', 'x'); }`, 'complete'],
    ['is no PHP', `<?php function recipe_supports($f) {{{`, 'in part'],
  ])('decides whether it is backed up: one that %s', (_, lib, outcome) => {
    expect(outcomeWith(lib)).toBe(outcome);
  });
});
