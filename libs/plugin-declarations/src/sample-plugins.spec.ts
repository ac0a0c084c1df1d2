import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithShared } from '../../../tools/testing/shared';
import { readCodeFolder } from '../testing/code-folder';

describeWithShared('the made-up plugins of the shared folder', (shared) => {
  it.each(['plugins/code', 'plugins/more/code'])('are read in %s, but for what code computes', (code) => {
    const folder = join(shared, 'moodle', code);
    const plugins = readCodeFolder(folder);
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
