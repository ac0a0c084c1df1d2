import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SmallSite } from '../../../../../libs/moodle-site/testing/small-site';

/** Who is tried out, each with a token (32 times its digit) and a key for files. */
export const people = {
  guest: 1,
  admin: 2,
  manager: 11,
  teacher: 12,
  noneditor: 13,
  student: 14,
  unrelated: 15,
} as const;
export type Person = keyof typeof people;
export const persons = ['guest', 'student', 'noneditor', 'teacher', 'manager', 'admin', 'unrelated'] as const;

export const roles = { manager: 1, editingteacher: 3, teacher: 4, student: 5, guest: 6, user: 7 } as const;
export type Role = keyof typeof roles;

/** The contexts from the system down to the course 10, and the course 20 beside it. */
export const contexts = { system: 1, category: 50, course: 110, elsewhere: 120 } as const;
export type Place = keyof typeof contexts;
export const pathOfCourse: readonly Place[] = ['system', 'category', 'course'];

/** The capabilities that count here, as a fresh Moodle has them: whether they write, their risks, and who is allowed them. */
export const capabilities = {
  'moodle/backup:backupcourse': { writes: true, risks: 28, allowed: ['manager', 'editingteacher'] },
  'moodle/backup:downloadfile': { writes: true, risks: 28, allowed: ['manager', 'editingteacher'] },
  'moodle/backup:configure': { writes: true, risks: 28, allowed: ['manager', 'editingteacher'] },
  'moodle/backup:userinfo': { writes: false, risks: 8, allowed: ['manager'] },
  'moodle/restore:userinfo': { writes: true, risks: 30, allowed: ['manager'] },
  'moodle/course:view': { writes: false, risks: 0, allowed: ['manager'] },
  'moodle/course:update': { writes: true, risks: 4, allowed: ['manager', 'editingteacher'] },
  'moodle/course:viewhiddencourses': { writes: false, risks: 0, allowed: ['manager', 'editingteacher', 'teacher'] },
  'moodle/user:manageownfiles': { writes: true, risks: 0, allowed: ['user'] },
  'webservice/rest:use': { writes: false, risks: 0, allowed: ['user', 'guest'] },
} as const satisfies Record<string, { writes: boolean; risks: number; allowed: readonly Role[] }>;
export type Capability = keyof typeof capabilities;

export type Permission = 'allow' | 'prevent' | 'prohibit';
const numbers: Readonly<Record<Permission, number>> = { allow: 1, prevent: -1, prohibit: -1000 };

export type Override = readonly [Role, Place, Capability, Permission];
export type Assignment = readonly [Person, Role, Place];
export type Enrolment = 'active' | 'suspended' | 'over' | 'to come';

/** What a scenario can change; the rest is as on a fresh site. */
export interface World {
  readonly overrides: readonly Override[];
  readonly assignments: readonly Assignment[];
  /** In the course 10. */
  readonly enrolments: Readonly<Partial<Record<Person, Enrolment>>>;
  readonly hidden: boolean;
  readonly guestsMayLook: boolean;
  readonly frozen: readonly Place[];
}

export const freshWorld: World = {
  overrides: [],
  assignments: [
    ['manager', 'manager', 'system'],
    ['teacher', 'editingteacher', 'course'],
    ['noneditor', 'teacher', 'course'],
    ['student', 'student', 'course'],
    ['unrelated', 'editingteacher', 'elsewhere'],
  ],
  enrolments: { teacher: 'active', noneditor: 'active', student: 'active' },
  hidden: false,
  guestsMayLook: false,
  frozen: [],
};

export const token = (person: Person): string => createHash('md5').update(`token ${person}`).digest('hex');
export const key = (person: Person): string => createHash('md5').update(`key ${person}`).digest('hex');

/** The site with everybody on it, before any scenario; `content` is the file of Moodle's own backups of the course 10. */
export function smallWorldSite(content: string): SmallSite {
  const site = SmallSite.create();
  site.insert('course_categories', { id: 1, name: 'All' });
  site.insert('context', { id: 50, contextlevel: 40, instanceid: 1, path: '/1/50' });
  for (const id of [10, 20]) {
    site.insert('course', {
      id,
      category: 1,
      fullname: `Course ${id}`,
      shortname: `c${id}`,
      visible: 1,
      format: 'topics',
    });
    site.insert('context', { id: 100 + id, contextlevel: 50, instanceid: id, path: `/1/50/${100 + id}` });
  }
  for (const [name, { writes, risks }] of Object.entries(capabilities)) {
    const row = { name, captype: writes ? 'write' : 'read', riskbitmask: risks, contextlevel: 50, component: 'moodle' };
    site.insert('capabilities', row);
  }
  const service = { id: 1, name: 'Coursekeep', shortname: 'coursekeep', enabled: 1, downloadfiles: 1 };
  site.insert('external_services', service);
  for (const person of persons) {
    const id = people[person];
    if (id > 2) site.insert('user', { id, username: person, auth: 'manual', confirmed: 1, mnethostid: 1 });
    const row = { tokentype: 0, userid: id, externalserviceid: 1, contextid: 1, timecreated: 5 };
    site.insert('external_tokens', { ...row, token: token(person) });
    site.insert('user_private_key', { script: 'core_files', value: key(person), userid: id });
  }
  site.insert('enrol', { id: 1, courseid: 10, enrol: 'manual', status: 0 });
  site.insert('enrol', { id: 2, courseid: 10, enrol: 'guest', status: 1 });
  putMoodlesBackups(site, content);
  return site;
}

/** Makes the site as a scenario says. */
export function arrange(site: SmallSite, world: World): void {
  for (const table of ['role_capabilities', 'role_assignments', 'user_enrolments'])
    site.run(`DELETE FROM mdl_${table}`);
  for (const [capability, { allowed }] of Object.entries(capabilities))
    for (const role of allowed)
      site.insert('role_capabilities', { roleid: roles[role], contextid: 1, capability, permission: 1 });
  for (const [role, place, capability, permission] of world.overrides) {
    const where = { roleid: roles[role], contextid: contexts[place], capability };
    // There is one row for each role, context and capability.
    site.run(
      `DELETE FROM mdl_role_capabilities WHERE roleid = ${where.roleid} AND contextid = ${where.contextid} AND capability = '${capability}'`,
    );
    site.insert('role_capabilities', { ...where, permission: numbers[permission] });
  }
  for (const [person, role, place] of world.assignments)
    site.insert('role_assignments', { userid: people[person], roleid: roles[role], contextid: contexts[place] });
  const now = Math.floor(Date.now() / 1000);
  for (const [person, state] of Object.entries(world.enrolments) as [Person, Enrolment][])
    site.insert('user_enrolments', {
      enrolid: 1,
      userid: people[person],
      status: state === 'suspended' ? 1 : 0,
      timestart: state === 'to come' ? now + 9999 : 0,
      timeend: state === 'over' ? now - 9999 : 0,
    });
  site.run(`UPDATE mdl_course SET visible = ${world.hidden ? 0 : 1} WHERE id = 10`);
  site.run(`UPDATE mdl_enrol SET status = ${world.guestsMayLook ? 0 : 1} WHERE id = 2`);
  site.run(`DELETE FROM mdl_config WHERE name = 'contextlocking'`);
  site.insert('config', { name: 'contextlocking', value: '1' });
  site.run('UPDATE mdl_context SET locked = 0');
  for (const place of world.frozen) site.run(`UPDATE mdl_context SET locked = 1 WHERE id = ${contexts[place]}`);
}

function putMoodlesBackups(site: SmallSite, content: string): void {
  const contenthash = createHash('sha1').update(content).digest('hex');
  const folder = join(site.folder, 'filedir', contenthash.slice(0, 2), contenthash.slice(2, 4));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, contenthash), content);
  for (const filearea of ['course', 'automated'])
    site.insert('files', {
      contenthash,
      contextid: 110,
      component: 'backup',
      filearea,
      itemid: 0,
      filepath: '/',
      filename: 'moodle.mbz',
      filesize: content.length,
      userid: 2,
      timecreated: 5,
      timemodified: 5,
    });
}
