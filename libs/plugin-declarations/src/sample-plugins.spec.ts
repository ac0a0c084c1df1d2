import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefinitionRegistry } from '@coursekeep/definitions';
import { describeWithShared } from '../../../tools/testing/shared';
import { readPlugins, type ReadPlugin } from '.';

describeWithShared('the made-up plugins of the shared folder', (shared) => {
  it.each(['plugins/code', 'plugins/more/code'])('are read in %s, but for what code computes', (code) => {
    const folder = join(shared, 'moodle', code);
    const plugins = read(folder);
    expect(plugins.length).toBeGreaterThan(5);
    expect(plugins.filter(({ outcome }) => outcome === 'not read')).toEqual([]);
    // What is left out is said with the line on which the site is asked for it.
    for (const { folder: own, notRead } of plugins) {
      for (const { place, why } of notRead) {
        expect(why).toContain('a query of its own');
        expect(readFileSync(join(own ?? '', place.file), 'utf8').split('\n')[place.line - 1]).toContain('$DB->');
      }
    }
    expect(plugins.filter(({ outcome }) => outcome === 'in part').length).toBeLessThanOrEqual(1);
  });
});

/** Reads all plugins of a folder with code, as their `version.php` names them. */
function read(folder: string): ReadPlugin[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const text = (path: string) => readFileSync(join(folder, path), 'utf8');
  const names = files
    .filter((path) => path.endsWith('version.php'))
    .flatMap((path) => /component\s*=\s*'(\w+)'/.exec(text(path))?.[1] ?? []);
  const tables = new Map<string, string[]>();
  for (const path of files.filter((one) => one.endsWith('install.xml'))) {
    for (const [, table = '', body = ''] of text(path).matchAll(/<TABLE NAME="(\w+)"([\s\S]*?)<\/TABLE>/g)) {
      tables.set(
        table,
        [...body.matchAll(/<FIELD NAME="(\w+)"/g)].map(([, name = '']) => name),
      );
    }
  }
  const site = { version: 2024100706, branch: 405, release: '4.5.6', dbtype: 'pgsql' };
  return readPlugins(folder, names, DefinitionRegistry.core(), {
    ...site,
    columns: (table) => tables.get(table) ?? [],
  });
}
