// A process of its own for each site: makes the backups that its parent sends, one after the other, with the built
// engine, and sends back the path of each, or why there is none.
import { createRequire } from 'node:module';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../workspace/repository.mjs';

const require = createRequire(join(repository, 'apps', 'cli', 'package.json'));
const { openSite, BackupController } = require('@coursekeep/backup-engine');
const { definitions } = require('@coursekeep/definitions');
const { readSitePlugins } = require('@coursekeep/plugin-declarations');

const [configFile, target] = process.argv.slice(2);
const site = await openSite(configFile);
const plugins = await readSitePlugins(site, definitions());
// Activities of which an element cannot be read, because their code computes it: their own documents may differ.
const inPart = plugins.plugins
  .filter(({ outcome }) => outcome === 'in part')
  .map(({ plugin }) => plugin.replace(/^mod_/, ''));

process.on('message', async (golden) => {
  try {
    const { courseId, userId, format, requested, interactive } = golden;
    const folder = join(target, `${golden.course}.${golden.combination}`);
    await mkdir(folder, { recursive: true });
    const controller = await BackupController.create({
      site,
      courseId,
      userId,
      mode: 'general',
      interactive,
      settings: requested,
      format,
      definitions: plugins.definitions,
    });
    const { path, warnings } = await controller.execute(folder);
    process.send({ path, warnings: warnings.map(({ message }) => message), inPart });
  } catch (error) {
    process.send({ failure: error?.stack ?? String(error) });
  }
});
process.on('disconnect', () => site.close());
process.send('ready');
