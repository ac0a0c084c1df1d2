import { join } from 'node:path';

/** The prefix of the embedded site's tables, Moodle's usual one. */
export const tablePrefix = 'mdl_';

/** Where the parts of an embedded site are within its folder. */
export interface SiteLayout {
  readonly folder: string;
  readonly config: string;
  readonly database: string;
  readonly filedir: string;
}

export const databaseName = 'site.sqlite';

export function layoutOf(folder: string): SiteLayout {
  return {
    folder,
    config: join(folder, 'config.php'),
    database: join(folder, databaseName),
    filedir: join(folder, 'filedir'),
  };
}
