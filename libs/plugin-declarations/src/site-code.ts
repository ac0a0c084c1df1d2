import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Site } from '@coursekeep/moodle-site';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a site's code was looked for, and found. */
export interface SiteCode {
  /** The folder that `mod/`, `blocks/` … lie in; null where there is none that can be read. */
  readonly folder: string | null;
  /** Where it was looked for. */
  readonly lookedIn: string;
}

/** The folder of a site's code: where COURSEKEEP_SITE_CODE says, else where its config.php says or lies. */
export function siteCode(site: Pick<Site, 'config'>, env: Environment): SiteCode {
  const { file, settings } = site.config;
  const lookedIn = resolve(env.COURSEKEEP_SITE_CODE || settings.dirroot || dirname(file));
  // Since Moodle 5.1 the code lies in a folder of its own.
  return { folder: [join(lookedIn, 'public'), lookedIn].find(holdsPlugins) ?? null, lookedIn };
}

const holdsPlugins = (folder: string): boolean =>
  ['mod', 'blocks', 'local', 'question/type', 'course/format'].some((type) => existsSync(join(folder, type)));
