import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DefinitionRegistry } from '@coursekeep/definitions';
import { readPlugins, type ReadPlugin, type SiteFacts } from '../src';

const FACTS: Omit<SiteFacts, 'columns'> = { version: 2024100706, branch: 405, release: '4.5.6', dbtype: 'pgsql' };

/** Reads plugins whose files are given by their paths in the site's code. */
export function readMadeUp(
  files: Readonly<Record<string, string>>,
  plugins: readonly string[],
  tables: Readonly<Record<string, string>> = {},
): ReadPlugin[] {
  const folder = mkdtempSync(join(tmpdir(), 'coursekeep-plugins-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const columns = (table: string) => (tables[table] ?? '').split(' ').filter((name) => name !== '');
    return readPlugins(folder, plugins, DefinitionRegistry.core(), { ...FACTS, columns });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files of an activity `recipe` whose `define_structure` has this body. */
export function recipe(body: string, further: { members?: string; task?: string; before?: string } = {}) {
  const base = 'mod/recipe/backup/moodle2/backup_recipe';
  return {
    'mod/recipe/lib.php': `<?php function recipe_supports($f) { return $f === FEATURE_BACKUP_MOODLE2 ? true : null; }`,
    [`${base}_activity_task.class.php`]: `<?php
      class backup_recipe_activity_task extends backup_activity_task {
        protected function define_my_settings() {}
        protected function define_my_steps() {
          $this->add_step(new backup_recipe_activity_structure_step('recipe_structure', 'recipe.xml'));
        }
        ${further.task ?? 'static public function encode_content_links($content) { return $content; }'}
      }`,
    [`${base}_stepslib.php`]: `<?php
      ${further.before ?? ''}
      class backup_recipe_activity_structure_step extends backup_activity_structure_step {
        ${further.members ?? ''}
        protected function define_structure() {
          ${body}
        }
      }`,
  };
}
