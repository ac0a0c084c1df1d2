import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DefinitionRegistry } from '@coursekeep/definitions';
import { recipe } from '../testing/made-up-site';
import { ReadCache, readPlugins } from '.';

const ROOT = `
  $recipe = new backup_nested_element('recipe', ['id'], array_keys($DB->get_columns('recipe')));
  $recipe->set_source_table('recipe', ['id' => backup::VAR_ACTIVITYID]);
  $this->add_subplugin_structure('recipespice', $recipe, true);
  return $this->prepare_activity_structure($recipe);`;
const FILES = {
  ...recipe(ROOT),
  'mod/recipe/db/subplugins.json': JSON.stringify({ plugintypes: { recipespice: 'mod/recipe/spice' } }),
  'mod/recipe/spice/anise/backup/moodle2/backup_recipespice_anise_subplugin.class.php': `<?php
    class backup_recipespice_anise_subplugin extends backup_subplugin {
      protected function define_recipe_subplugin_structure() {
        $subplugin = $this->get_subplugin_element();
        $subplugin->add_child(new backup_nested_element($this->get_recommended_name()));
        return $subplugin;
      }
    }`,
  'local/larder/backup/moodle2/backup_local_larder_plugin.class.php': `<?php
    class backup_local_larder_plugin extends backup_local_plugin {
      protected function define_course_plugin_structure() {
        $plugin = $this->get_plugin_element();
        $plugin->add_child(new backup_nested_element($this->get_recommended_name()));
        if (class_exists('local_cellar\\shelf')) { $plugin->add_child(new backup_nested_element('cellar')); }
        return $plugin;
      }
    }`,
};
const PLUGINS = ['mod_recipe', 'recipespice_anise', 'local_larder'];

describe('what was read of plugins', () => {
  let folder: string;
  let cache: ReadCache;
  let columns: Record<string, string[]>;
  let versions: Map<string, string>;
  const known = DefinitionRegistry.core();

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  /** How many plugins are read anew. */
  function readAnew(release = '4.5.6'): number {
    const before = cache.reads;
    const site = { version: 2024100706, branch: 405, release, dbtype: 'pgsql' };
    const read = readPlugins(
      folder,
      PLUGINS,
      known,
      { ...site, columns: (table) => columns[table] ?? [] },
      { cache, versions },
    );
    expect(read.map(({ outcome }) => outcome)).toEqual(['complete', 'complete', 'complete']);
    return cache.reads - before;
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coursekeep-read-cache-'));
    for (const [path, text] of Object.entries(FILES)) write(path, text);
    cache = new ReadCache();
    columns = { recipe: ['id', 'name'] };
    versions = new Map(PLUGINS.map((plugin) => [plugin, '1']));
    expect(readAnew()).toBe(3);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is not read again', () => {
    expect(readAnew()).toBe(0);
  });

  it.each<[string, number, () => void]>([
    [
      'a file of it changes',
      1,
      () =>
        write(
          'local/larder/backup/moodle2/backup_local_larder_plugin.class.php',
          `${FILES['local/larder/backup/moodle2/backup_local_larder_plugin.class.php']} // more`,
        ),
    ],
    ['it has another version', 1, () => versions.set('local_larder', '2')],
    ['a class that it asked for comes', 1, () => write('local/cellar/classes/shelf.php', '<?php')],
    // What hangs on an activity is read where that has its places.
    ['a table that it asked for has another column', 3, () => (columns.recipe = ['id', 'name', 'intro'])],
    ['another table changes', 0, () => (columns.soup = ['id'])],
    ['a file that it never looked at changes', 0, () => write('local/larder/styles.css', 'a {}')],
  ])('is read again where %s', (_, count, change) => {
    change();
    expect(readAnew()).toBe(count);
    expect(readAnew()).toBe(0);
  });

  it('is read again where Moodle has another release', () => {
    expect(readAnew('4.5.7')).toBe(3);
    expect(readAnew('4.5.7')).toBe(0);
  });

  it('is of one site: another folder is read for itself', () => {
    const other = mkdtempSync(join(tmpdir(), 'coursekeep-read-cache-'));
    const first = folder;
    folder = other;
    for (const [path, text] of Object.entries(FILES)) write(path, text);
    expect(readAnew()).toBe(3);
    rmSync(other, { recursive: true, force: true });
    folder = first;
  });
});
