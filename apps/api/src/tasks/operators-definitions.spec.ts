import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefinitionError } from '@coursekeep/definitions';
import { client } from '../testing/client';
import { demoSite, startService, temporaryFolder } from '../testing/service';

const folder = temporaryFolder();

/** An element of every page: what a definition says is seen in any backup with a page. */
const NOTES = `
  const { container, element, parent, plugin, table } = require('@coursekeep/definitions');
  exports.notes = plugin('local_module_plugin', 'local_notes', [
    container('plugin_local_notes_module', [
      element('noted', { fields: 'name', from: table('modules', { id: parent('module') }) }),
    ]),
  ]);`;

describe('definitions of the operator', () => {
  it('are used by the processes that make backups', async () => {
    const site = await demoSite(folder);
    const file = join(folder, 'notes.cjs');
    writeFileSync(file, NOTES);
    const data = join(folder, 'data');
    const service = await startService(site.config, data, {}, { COURSEKEEP_DEFINITIONS: file });
    const caller = client(service.url, site.token('teacher'));
    const id = site.courses[0]?.id ?? 0;
    expect(await caller.ended(await caller.start(id))).toEqual({ status: 1000, progress: 1 });
    const [made] = await caller.list(id);
    const archive = execFileSync('find', [join(data, 'backups'), '-name', '*.mbz'], { encoding: 'utf8' }).trim();
    expect(made).toBeDefined();
    const documents = execFileSync('tar', ['xzOf', archive, '--wildcards', 'activities/*/module.xml'], {
      encoding: 'utf8',
    });
    expect(documents).toContain('<plugin_local_notes_module>');
    expect(documents).toContain('<name>page</name>');
  });

  it('keep the service from starting where one is wrong, with the file', async () => {
    const site = join(folder, 'site', 'config.php');
    const file = join(folder, 'wrong.cjs');
    writeFileSync(file, NOTES.replace('local_module_plugin', 'local_modul_plugin'));
    const starting = startService(site, join(folder, 'other'), {}, { COURSEKEEP_DEFINITIONS: file });
    await expect(starting).rejects.toThrow(DefinitionError);
    await expect(starting).rejects.toThrow(
      `${file}: local_notes at local_modul_plugin: there is no plugin point "local_modul_plugin". The nearest is`,
    );
  });
});
