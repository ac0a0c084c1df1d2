import { defineFunction, list, single, value } from '@coursekeep/ws-protocol';
import type { Site, SiteUser } from '@coursekeep/moodle-site';
import { dutyException } from '../exceptions';
import { webServiceFunction } from '../web-service-function';
import { plainText } from '../format-text';
import { userPicture } from '../user-picture';

const pair = <T extends string>(name: T) => value('text', { description: name });

const definition = defineFunction({
  name: 'core_webservice_get_site_info',
  description: 'Tells about the site, the caller, and the functions that the caller may call.',
  kind: 'read',
  parameters: single({
    serviceshortnames: list(value('alphanumext'), { default: [], description: 'No longer used.' }),
  }),
  returns: single({
    sitename: pair('Name of the site.'),
    username: value('raw', { description: 'User name of the caller.' }),
    firstname: pair('First name.'),
    lastname: pair('Last name.'),
    fullname: pair('Full name.'),
    lang: value('lang', { description: 'Language of the caller.' }),
    userid: value('int', { description: 'Id of the caller.' }),
    siteurl: value('raw', { description: 'Address of the site.' }),
    userpictureurl: value('url', { description: "Address of the caller's picture." }),
    functions: list(
      single({
        name: value('raw', { description: 'Name of the function.' }),
        version: pair('Version of Moodle.'),
      }),
    ),
    downloadfiles: value('int', { optional: true, description: '1 where the token may download files.' }),
    uploadfiles: value('int', { optional: true, description: '1 where the token may upload files.' }),
    release: value('text', { optional: true, description: 'Release of Moodle.' }),
    version: value('text', { optional: true, description: 'Version of Moodle.' }),
    mobilecssurl: value('url', { optional: true, description: 'Style sheet for the app.' }),
    advancedfeatures: list(
      single({
        name: value('alphanumext', { description: 'Name of the feature.' }),
        value: value('int', { description: '1 on, 0 off.' }),
      }),
      { optional: true },
    ),
    usercanmanageownfiles: value('bool', { optional: true, description: 'May keep private files.' }),
    userquota: value('int', { optional: true, description: 'Bytes for private files; 0 without limit.' }),
    usermaxuploadfilesize: value('int', { optional: true, description: 'Largest upload in bytes; -1 without limit.' }),
    userhomepage: value('int', { optional: true, description: 'Page after signing in.' }),
    userhomepageurl: value('url', { optional: true, description: 'Address of that page.' }),
    userprivateaccesskey: value('alphanum', { optional: true, description: 'Key for tokenpluginfile.php.' }),
    siteid: value('int', { optional: true, description: 'Id of the site course.' }),
    sitecalendartype: value('plugin', { optional: true, description: 'Calendar of the site.' }),
    usercalendartype: value('plugin', { optional: true, description: 'Calendar of the caller.' }),
    userissiteadmin: value('bool', { optional: true, description: 'Whether the caller is an administrator.' }),
    theme: value('plugin', { optional: true, description: 'Theme of the caller.' }),
    limitconcurrentlogins: value('int', {
      optional: true,
      description: 'Largest number of sessions at once; 0 without limit.',
    }),
    usersessionscount: value('int', { optional: true, description: 'Number of sessions, where they are limited.' }),
    policyagreed: value('int', { optional: true, description: '1 where the caller has agreed to the policies.' }),
  }),
});

/** `core_webservice_get_site_info`: what Moodle answers to the same caller; the functions are ours. */
export const getSiteInfo = webServiceFunction(definition, async (_parameters, { caller, site, callable, fileKey }) => {
  const { user } = caller;
  const duty = await site.access.dutyOf(user);
  if (duty) throw dutyException(duty);
  const profile = await profileOf(site, user);
  const isAdmin = await site.access.isSiteAdmin(user.id);
  const names = await callable();
  return {
    sitename: profile.sitename,
    username: user.username,
    firstname: user.firstname,
    lastname: user.lastname,
    fullname: `${user.firstname} ${user.lastname}`,
    lang: user.lang,
    userid: user.id,
    siteurl: site.config.wwwroot,
    userpictureurl: profile.picture,
    functions: names.map((name) => ({ name, version: site.version })),
    downloadfiles: caller.downloadFiles ? 1 : 0,
    uploadfiles: caller.uploadFiles ? 1 : 0,
    release: site.release,
    version: site.version,
    mobilecssurl: await text(site, 'mobilecssurl'),
    advancedfeatures: await advancedFeatures(site),
    usercanmanageownfiles: profile.ownFiles,
    userquota: isAdmin ? 0 : Number((await site.setting(null, 'userquota')) ?? 104857600),
    usermaxuploadfilesize: -1,
    userhomepage: Number((await site.setting(null, 'defaulthomepage')) ?? 1),
    siteid: 1,
    sitecalendartype: (await text(site, 'calendartype')) || 'gregorian',
    usercalendartype: profile.calendartype || 'gregorian',
    userissiteadmin: isAdmin,
    theme: (await text(site, 'theme')) || 'boost',
    limitconcurrentlogins: Number((await site.setting(null, 'limitconcurrentlogins')) ?? 0),
    policyagreed: user.policyAgreed ? 1 : 0,
    userprivateaccesskey: profile.key ?? (await fileKey()),
  };
});

/** The features that Moodle reports, in its order: name, setting, and what a missing setting means. */
const features: readonly (readonly [string, string])[] = [
  ['usecomments', '1'],
  ['usetags', '1'],
  ['enablenotes', '1'],
  ['messaging', '1'],
  ['enableblogs', '1'],
  ['enablecompletion', '1'],
  ['enablebadges', '1'],
  ['messagingallusers', '0'],
  ['enablecustomreports', '1'],
  ['enableglobalsearch', '0'],
];

async function advancedFeatures(site: Site): Promise<{ name: string; value: number }[]> {
  const found: { name: string; value: number }[] = [];
  for (const [name, standard] of features) {
    found.push({ name, value: Number((await site.setting(null, name)) ?? standard) ? 1 : 0 });
  }
  const mnet = await site.setting(null, 'mnet_dispatcher_mode');
  const competencies = await site.setting('core_competency', 'enabled');
  return [
    ...found,
    { name: 'mnet_dispatcher_mode', value: mnet === 'strict' ? 1 : 0 },
    { name: 'enablecompetencies', value: competencies === '0' ? 0 : 1 },
  ];
}

async function profileOf(site: Site, user: SiteUser) {
  const { database, access } = site;
  const [row] = await database.all({
    text: 'SELECT u.picture, u.calendartype, c.fullname AS sitename FROM {user} u, {course} c WHERE u.id = ? AND c.id = 1',
    parameters: [user.id],
  });
  const [key] = await database.all({
    text: `SELECT "value" FROM {user_private_key}
            WHERE "script" = ? AND userid = ? AND iprestriction IS NULL AND validuntil IS NULL`,
    parameters: ['core_files', user.id],
  });
  const context = await access.context(30, user.id);
  const ownFiles = context !== null && (await access.hasCapability(user.id, 'moodle/user:manageownfiles', context));
  return {
    sitename: plainText(row?.sitename ?? ''),
    picture: await userPicture(site, Number(row?.picture ?? 0), context?.id ?? null),
    calendartype: row?.calendartype ?? '',
    ownFiles,
    key: key?.value ?? null,
  };
}

async function text(site: Site, name: string): Promise<string> {
  return (await site.setting(null, name)) ?? '';
}
