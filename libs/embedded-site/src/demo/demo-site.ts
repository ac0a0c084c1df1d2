import { ContextLevel, type KnownRelease } from '@coursekeep/moodle-site';
import { addContext } from './build/contexts';
import { addCourse } from './build/course';
import { addCourseFields } from './build/course-fields';
import { addPeople } from './build/people';
import { addPlatform } from './build/platform';
import { named, type SiteScope } from './build/scope';
import { addWebService } from './build/webservice';
import { demoCourses } from './courses';
import { SiteRows, type Row } from './site-rows';
import { roleId } from './site/roles';

/** The whole demo site as rows and contents. `now` in Unix seconds is the moment when the courses are under way; `token`
 *  gives the web-service tokens. Pure: the same arguments give the same site. */
export function demoSite(options: { wwwroot: string; now: number; token: () => string }): SiteRows {
  const rows = new SiteRows();
  const hour = Math.floor(options.now / 3600) * 3600;
  const at = (days: number) => hour + Math.round(days * 86_400);
  const installed = at(-400);
  const { system } = addPlatform(rows, options.wwwroot, installed);
  const users = addPeople(rows, system, installed);
  const scope: SiteScope = { rows, wwwroot: options.wwwroot, at, user: (username) => named(users, username).id };
  addWebService(rows, system, users, options.token, installed);
  rows.add('role_assignments', {
    roleid: roleId('manager'),
    contextid: system.id,
    userid: scope.user('manager'),
    timemodified: installed,
    modifierid: 2,
  });
  const fields = addCourseFields(scope, system);
  const categories = addCategories(rows, system, installed);
  for (const course of demoCourses) addCourse(scope, course, named(categories, course.category), fields);
  return rows;
}

/** Ids of a site without courses begin here, so that those of a course that is imported are free. */
const OUT_OF_THE_WAY = 1_000_000;

/** The same site without courses and people: only `embedded-guest` and `embedded-admin`, whose ids and contexts are far from
 *  those that a Moodle gives first. Pure. */
export function emptySite(options: {
  wwwroot: string;
  now: number;
  token: () => string;
  release: KnownRelease;
}): SiteRows {
  const rows = new SiteRows();
  const installed = Math.floor(options.now / 3600) * 3600;
  const { system, frontPage } = addPlatform(rows, options.wwwroot, installed, options.release);
  frontPage.id = OUT_OF_THE_WAY;
  frontPage.path = `/${system.id}/${frontPage.id}`;
  const users = addPeople(rows, system, installed, []);
  for (const [at, user] of [...users.values()].entries()) {
    const context = rows
      .rows('context')
      .find((row) => row.contextlevel === ContextLevel.user && row.instanceid === user.id);
    user.id = OUT_OF_THE_WAY + at;
    if (!context) continue;
    context.instanceid = user.id;
    context.id = OUT_OF_THE_WAY + 1 + at;
    context.path = `/${system.id}/${context.id}`;
  }
  const idOf = (username: string) => String(named(users, username).id);
  for (const setting of rows.rows('config')) {
    if (setting.name === 'siteadmins') setting.value = idOf('admin');
    if (setting.name === 'siteguest') setting.value = idOf('guest');
  }
  addWebService(rows, system, users, options.token, installed);
  // Their usual names are free for those of the backup.
  for (const [username, user] of users) user.username = `embedded-${username}`;
  for (const token of rows.rows('external_tokens')) token.creatorid = named(users, 'admin').id;
  return rows;
}

/** One category for each name that the courses mention, with its context. */
function addCategories(rows: SiteRows, system: Row, time: number): Map<string, { row: Row; context: Row }> {
  const names = [...new Set(demoCourses.map((course) => course.category))];
  return new Map(
    names.map((name, index) => {
      const row = rows.add('course_categories', {
        name,
        parent: 0,
        sortorder: (index + 1) * 10_000,
        coursecount: demoCourses.filter((course) => course.category === name).length,
        descriptionformat: 1,
        depth: 1,
        timemodified: time,
      });
      row.path = `/${row.id}`;
      return [name, { row, context: addContext(rows, ContextLevel.category, row.id, system) }];
    }),
  );
}
