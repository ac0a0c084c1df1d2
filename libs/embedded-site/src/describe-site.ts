import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { openDatabase } from './database/open-database';
import { accounts, serviceShortname } from './demo/site/accounts';
import { EmbeddedSiteError } from './errors';
import { layoutOf, tablePrefix } from './layout';

/** How one gets into the embedded site. */
export interface EmbeddedSiteDescription {
  readonly users: readonly { readonly username: string; readonly password: string; readonly token: string }[];
  /** All courses but the site's own, imported ones too. */
  readonly courses: readonly { readonly id: number; readonly shortname: string }[];
}

/** The demo users with their passwords and web-service tokens, and the courses, read from the site's database. Rejects with
 *  EmbeddedSiteError where `folder` holds no embedded site. */
export async function describeEmbeddedSite(folder: string): Promise<EmbeddedSiteDescription> {
  const layout = layoutOf(resolve(folder));
  if (!existsSync(layout.database))
    throw new EmbeddedSiteError(
      'embedded-unreadable',
      `There is no embedded site in ${layout.folder}. Create it first.`,
    );
  const source = await openDatabase(layout.database, 'read');
  try {
    const tokens = await source.query<{ username: string; token: string }[]>(
      `SELECT u.username, t.token FROM ${tablePrefix}external_tokens t
         JOIN ${tablePrefix}user u ON u.id = t.userid
         JOIN ${tablePrefix}external_services s ON s.id = t.externalserviceid
        WHERE s.shortname = ? ORDER BY t.id`,
      [serviceShortname],
    );
    const courses = await source.query<{ id: number; shortname: string }[]>(
      `SELECT id, shortname FROM ${tablePrefix}course WHERE category > 0 ORDER BY id`,
    );
    return {
      users: accounts.flatMap(({ username, password }) => {
        const token = tokens.find((row) => row.username === username)?.token;
        return token === undefined ? [] : [{ username, password, token }];
      }),
      courses,
    };
  } finally {
    await source.destroy();
  }
}
