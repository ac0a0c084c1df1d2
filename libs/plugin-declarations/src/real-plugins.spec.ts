import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementDefinition } from '@coursekeep/definitions';
import { readCodeFolder } from '../testing/code-folder';
import { describeWithFolder } from '../../../tools/testing/shared';
import type { ReadPlugin } from '.';

/** Real plugins of other makers, laid out as in a site's code. Nothing of theirs is in this repository. */
describeWithFolder('COURSEKEEP_REAL_PLUGINS', 'real plugins', (folder) => {
  let plugins: ReadPlugin[];
  beforeAll(() => {
    plugins = readCodeFolder(folder).filter((one) => one.folder !== null);
  });
  const withBackup = () => plugins.filter(({ outcome }) => outcome !== 'none');

  it('are read, most of them completely', () => {
    expect(withBackup().length).toBeGreaterThanOrEqual(20);
    const complete = withBackup().filter(({ outcome }) => outcome === 'complete');
    expect(complete.length / withBackup().length).toBeGreaterThan(0.8);
  });

  it('are left out only where a line of their code says why', () => {
    for (const { plugin, folder: own, notRead } of withBackup()) {
      for (const { place, why } of notRead) {
        expect([plugin, why]).toEqual([plugin, expect.stringMatching(/\w/)]);
        if (place.line > 0) expect([plugin, place.file, existsSync(join(own ?? '', place.file))]).toContain(true);
      }
    }
  });

  it('of which all is read have every element that gets a table of rows', () => {
    const lost = withBackup()
      .filter(({ outcome }) => outcome === 'complete')
      .flatMap((one) =>
        tablesSaid(one)
          .filter((table) => !tablesRead(one).has(table))
          .map((table) => `${one.plugin} ${table}`),
      );
    expect(lost).toEqual([]);
  });
});

/** The tables that an activity's stepslib names literally; those of other kinds are at points that not every course has. */
function tablesSaid({ plugin, folder }: ReadPlugin): string[] {
  const [type, ...name] = plugin.split('_');
  const path = join(folder ?? '', `backup/moodle2/backup_${name.join('_')}_stepslib.php`);
  if (type !== 'mod' || !existsSync(path)) return [];
  const code = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$|#.*$/gm, '');
  return [...code.matchAll(/set_source_table\(\s*['"](\w+)['"]/g)].map(([, table = '']) => table);
}

function tablesRead({ definitions }: ReadPlugin): Set<string> {
  const tables = new Set<string>();
  const walk = (element: ElementDefinition): void => {
    const { source } = element;
    if (source?.kind === 'table') tables.add(source.table);
    for (const child of element.children) if (child.kind === 'element') walk(child);
  };
  for (const one of definitions) if ('root' in one) walk(one.root);
  return tables;
}
