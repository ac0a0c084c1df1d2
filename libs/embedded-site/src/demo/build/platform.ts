import { ContextLevel, type KnownRelease } from '@coursekeep/moodle-site';
import type { Row, SiteRows } from '../site-rows';
import { capabilities } from '../site/capabilities';
import { pluginSettings, pluginsOf, pluginVersions } from '../site/plugins';
import { roleId, roles } from '../site/roles';
import { releaseSettings, siteSettings } from '../site/settings';
import { addContext } from './contexts';

export interface Platform {
  readonly system: Row;
  /** The context of the site's own course, that is of its front page. */
  readonly frontPage: Row;
}

/** What every Moodle has before there are people and courses: settings, plugins, roles, the site course. */
export function addPlatform(
  rows: SiteRows,
  wwwroot: string,
  installed: number,
  release: KnownRelease = '4.5',
): Platform {
  addSettings(rows, wwwroot, release);
  const system = addContext(rows, ContextLevel.system, 0, null);
  rows.add('course', {
    category: 0,
    sortorder: 1,
    fullname: 'Tidewater College',
    shortname: 'tidewater',
    summary: '<p>The embedded site of Coursekeep, with three courses to try it on.</p>',
    summaryformat: 1,
    format: 'site',
    newsitems: 3,
    timecreated: installed,
    timemodified: installed,
  });
  const frontPage = addContext(rows, ContextLevel.course, 1, system);
  for (const name of pluginsOf('mod', release)) rows.add('modules', { name, visible: name === 'subsection' ? 0 : 1 });
  for (const name of pluginsOf('block', release)) rows.add('block', { name });
  addRoles(rows, system, installed);
  addFilters(rows, system);
  addTagAreas(rows);
  addHosts(rows, wwwroot);
  return { system, frontPage };
}

function addSettings(rows: SiteRows, wwwroot: string, release: KnownRelease): void {
  const own = {
    ...releaseSettings[release],
    siteidentifier: `coursekeepembeddedsite${new URL(wwwroot).hostname}`,
  };
  for (const [name, value] of Object.entries({ ...siteSettings, ...own })) rows.add('config', { name, value });
  for (const [plugin, value] of pluginVersions(release)) rows.add('config_plugins', { plugin, name: 'version', value });
  for (const [plugin, settings] of Object.entries(pluginSettings))
    for (const [name, value] of Object.entries(settings)) rows.add('config_plugins', { plugin, name, value });
}

function addRoles(rows: SiteRows, system: Row, installed: number): void {
  roles.forEach(({ shortname }, index) =>
    rows.add('role', { name: '', shortname, description: '', sortorder: index + 1, archetype: shortname }),
  );
  for (const role of roles) {
    for (const contextlevel of role.contexts)
      rows.add('role_context_levels', { roleid: roleId(role.shortname), contextlevel });
    for (const shortname of role.assigns)
      rows.add('role_allow_assign', { roleid: roleId(role.shortname), allowassign: roleId(shortname) });
  }
  for (const { permissions, ...capability } of capabilities()) {
    rows.add('capabilities', capability);
    for (const { role, permission } of permissions) allow(role, capability.name, permission);
  }
  // The one change to a fresh site's roles: everyone who has signed in may call the web services.
  allow('user', 'webservice/rest:use', 1);

  function allow(role: string, capability: string, permission: number): void {
    rows.add('role_capabilities', {
      contextid: system.id,
      roleid: roleId(role),
      capability,
      permission,
      timemodified: installed,
      modifierid: 0,
    });
  }
}

function addFilters(rows: SiteRows, system: Row): void {
  const active = ['displayh5p', 'activitynames', 'mathjaxloader', 'emoticon', 'urltolink', 'mediaplugin', 'multilang'];
  active.forEach((filter, index) =>
    rows.add('filter_active', { filter, contextid: system.id, active: 1, sortorder: index + 1 }),
  );
}

function addTagAreas(rows: SiteRows): void {
  rows.add('tag_coll', { isdefault: 1, sortorder: 0, searchable: 1 });
  const areas = [
    'core/user',
    'core/course',
    'core/course_modules',
    'core/post',
    'core/blog_external',
    'core_question/question',
    'core_badges/badge',
    'mod_book/book_chapters',
    'mod_data/data_records',
    'mod_forum/forum_posts',
    'mod_glossary/glossary_entries',
    'mod_wiki/wiki_pages',
  ];
  for (const area of areas) {
    const [component = '', itemtype = ''] = area.split('/');
    rows.add('tag_area', { component, itemtype, enabled: 1, tagcollid: 1 });
  }
}

function addHosts(rows: SiteRows, wwwroot: string): void {
  rows.add('mnet_host', {
    wwwroot,
    ip_address: 'UNKNOWN',
    name: '',
    public_key: '',
    applicationid: 1,
    sslverification: 0,
  });
  rows.add('mnet_host', {
    wwwroot: '',
    ip_address: '',
    name: 'All Hosts',
    public_key: '',
    applicationid: 1,
    sslverification: 0,
  });
}
