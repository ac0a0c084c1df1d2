import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Site } from '@coursekeep/moodle-site';

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of a site's code: where COURSEKEEP_SITE_CODE says, else where its config.php says or lies. Null where there is
 *  none that can be read. */
export function siteCodeFolder(site: Pick<Site, 'config'>, env: Environment): string | null {
  const { file, settings } = site.config;
  const folder = resolve(env.COURSEKEEP_SITE_CODE || settings.dirroot || dirname(file));
  // Since Moodle 5.1 the code lies in a folder of its own.
  return [join(folder, 'public'), folder].find(holdsPlugins) ?? null;
}

const holdsPlugins = (folder: string): boolean =>
  ['mod', 'blocks', 'local', 'question/type', 'course/format'].some((type) => existsSync(join(folder, type)));
