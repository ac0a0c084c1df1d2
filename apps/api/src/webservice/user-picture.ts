import type { Site } from '@coursekeep/moodle-site';

/** The address of a user's picture on the site; `revision` is the user's column `picture`, 0 without a picture. */
export async function userPicture(site: Site, revision: number, contextid: number | null): Promise<string> {
  const theme = (await site.setting(null, 'theme')) || 'boost';
  const { wwwroot } = site.config;
  if (revision > 0 && contextid !== null) {
    return `${wwwroot}/pluginfile.php/${contextid}/user/icon/${theme}/f1?rev=${revision}`;
  }
  const themeRevision = (await site.setting(null, 'themerev')) ?? '-1';
  return `${wwwroot}/theme/image.php/${theme}/core/${themeRevision}/u/f1`;
}
