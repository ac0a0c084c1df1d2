import { join, resolve } from 'node:path';
import { openSite, siteText, type CourseSummary, type Site, type SiteUser } from '@coursekeep/moodle-site';
import { embeddedSite } from './embedded-site';
import { UsageError } from './exit-status';

const chosenSite = (given: string | undefined): string => given || process.env.COURSEKEEP_SITE || 'embedded';

/** Does `--site` name the embedded site? */
export const isEmbedded = (given: string | undefined): boolean => chosenSite(given) === 'embedded';

/** Opens the site that `--site` names. The embedded one is made in the data folder if it is not there yet. */
export async function openChosenSite(given: string | undefined): Promise<Site> {
  const chosen = chosenSite(given);
  return openSite(chosen === 'embedded' ? await embeddedConfig() : chosen, { env: process.env });
}

async function embeddedConfig(): Promise<string> {
  const folder = embeddedFolder();
  const { createEmbeddedSite, isEmbeddedSiteCurrent } = await embeddedSite();
  if (await isEmbeddedSiteCurrent(folder)) return join(folder, 'config.php');
  return (await createEmbeddedSite(folder, { wwwroot: embeddedAddress() })).configFile;
}

/** Where the embedded site is, or will be. */
export const embeddedFolder = (): string => join(resolve(process.env.COURSEKEEP_DATA || '.coursekeep'), 'site');

/** The address that an embedded site gets which is made now. */
export const embeddedAddress = (): string =>
  process.env.COURSEKEEP_PUBLIC_URL || `http://127.0.0.1:${process.env.COURSEKEEP_PORT || 8080}`;

/** The course with the id or short name. Rejects with UsageError. */
export async function chosenCourse(site: Site, idOrShortname: string): Promise<CourseSummary> {
  const byId = /^\d{1,15}$/.test(idOrShortname) ? await site.access.course(Number(idOrShortname)) : null;
  const course = byId ?? (await site.access.courseByShortname(idOrShortname));
  if (course) return course;
  throw new UsageError(
    `There is no course with the id or short name "${idOrShortname}" on this site (${siteText(site)}).`,
  );
}

/** The user who makes the backup: `--user`, else the settings file's, else the site's main administrator. Rejects with UsageError. */
export async function chosenUser(site: Site, username: string | undefined, fileUser?: number): Promise<SiteUser> {
  const id = fileUser ?? Number((await site.setting(null, 'siteadmins'))?.split(',')[0] ?? 0);
  const user = await (username === undefined ? site.access.userById(id) : site.access.userByUsername(username));
  if (user && !user.deleted) return user;
  throw new UsageError(
    username === undefined
      ? 'The user who should make the backup does not exist on this site: name one with --user.'
      : `There is no user "${username}" on this site.`,
  );
}
