import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefinitionRegistry } from '@coursekeep/definitions';
import { readPlugins, type ReadPlugin } from '../src';

const SITE = { version: 2024100706, branch: 405, release: '4.5.6', dbtype: 'pgsql' };

/** Reads all plugins of a folder with code, as their `version.php` names them; the site's tables are those of their
 *  `db/install.xml`. */
export function readCodeFolder(folder: string): ReadPlugin[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const text = (path: string) => readFileSync(join(folder, path), 'utf8');
  const names = files
    .filter((path) => path.endsWith('version.php'))
    .flatMap((path) => /component\s*=\s*['"](\w+)['"]/.exec(text(path))?.[1] ?? []);
  const tables = new Map<string, string[]>();
  for (const path of files.filter((one) => one.endsWith('install.xml'))) {
    for (const [, table = '', body = ''] of text(path).matchAll(/<TABLE NAME="(\w+)"([\s\S]*?)<\/TABLE>/g)) {
      tables.set(
        table,
        [...body.matchAll(/<FIELD NAME="(\w+)"/g)].map(([, name = '']) => name),
      );
    }
  }
  const columns = (table: string) => tables.get(table) ?? [];
  return readPlugins(folder, [...new Set(names)], DefinitionRegistry.core(), { ...SITE, columns });
}
