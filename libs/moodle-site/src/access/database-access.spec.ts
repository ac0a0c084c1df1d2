import { appendFileSync } from 'node:fs';
import { hashSync } from 'bcryptjs';
import { SmallSite } from '../../testing/small-site';
import type { Site } from '../site';

const now = 1_800_000_000;
const capability = 'moodle/backup:backupcourse';
const small = SmallSite.create();
let site: Site;

/** Courses 10 (open), 11 (hidden), 12 (a guest may look in); contexts 110… below the category's context 50. */
beforeAll(async () => {
  small.insert('course_categories', { id: 1, name: 'All' });
  small.insert('context', { id: 50, contextlevel: 40, instanceid: 1, path: '/1/50' });
  for (const [id, fullname] of [
    [10, 'B 10'],
    [11, 'B 9'],
    [12, 'a'],
  ] as const) {
    small.insert('course', { id, category: 1, fullname, shortname: `c${id}`, visible: id === 11 ? 0 : 1 });
    small.insert('context', { id: 100 + id, contextlevel: 50, instanceid: id, path: `/1/50/${100 + id}` });
  }
  for (const [name, captype] of [
    [capability, 'write'],
    ['moodle/course:view', 'read'],
    ['moodle/course:viewhiddencourses', 'read'],
  ] as const)
    small.insert('capabilities', { name, captype, component: 'moodle' });
  for (const id of [20, 21, 22, 23, 24])
    small.insert('user', {
      id,
      username: `u${id}`,
      auth: 'manual',
      confirmed: 1,
      mnethostid: 1,
      password: hashSync('secret', 4),
    });
  site = await small.open(() => now * 1000);
});
afterAll(async () => {
  await site.close();
  small.remove();
});

/** What a test adds to these tables it takes away again. */
afterEach(() => {
  for (const table of ['role_assignments', 'role_capabilities', 'user_enrolments', 'enrol'])
    small.run(`DELETE FROM mdl_${table}`);
});

const has = async (userId: number, contextId: number, asked = capability) =>
  site.access.hasCapability(userId, asked, (await site.access.contextById(contextId))!);
const listed = async (userId: number, among?: readonly number[]) => {
  const ids: number[] = [];
  for await (const batch of site.access.coursesWithCapability(userId, capability, among))
    ids.push(...batch.map(({ id }) => id));
  return ids;
};
const assign = (userid: number, roleid: number, contextid: number) =>
  small.insert('role_assignments', { userid, roleid, contextid });
const permit = (roleid: number, contextid: number, permission: number, asked = capability) =>
  small.insert('role_capabilities', { roleid, contextid, capability: asked, permission });

describe('capabilities', () => {
  it('count a role up the path, its nearest override and every prohibit', async () => {
    assign(20, 3, 50);
    permit(3, 1, 1);
    expect(await has(20, 110)).toBe(true);
    permit(3, 111, -1);
    expect(await has(20, 111)).toBe(false);
    assign(20, 4, 112);
    permit(4, 1, -1000);
    expect(await has(20, 112)).toBe(false);
    expect(await listed(20)).toEqual([10]);
  });

  it('count the roles that everybody has', async () => {
    permit(7, 1, 1);
    permit(8, 2, 1, 'moodle/course:view');
    expect(await has(21, 110)).toBe(true);
    expect(await has(21, 2, 'moodle/course:view')).toBe(true);
    expect(await has(21, 110, 'moodle/course:view')).toBe(false);
    expect(await listed(21)).toEqual([10, 11, 12]);
  });

  it('never give guests what writes', async () => {
    permit(6, 1, 1);
    permit(6, 1, 1, 'moodle/course:view');
    for (const nobody of [0, 1]) {
      expect(await has(nobody, 110)).toBe(false);
      expect(await has(nobody, 110, 'moodle/course:view')).toBe(true);
      expect(await listed(nobody)).toEqual([]);
    }
  });

  it('give site administrators everything that there is', async () => {
    expect(await has(2, 110)).toBe(true);
    expect(await has(2, 110, 'moodle/nosuch:thing')).toBe(false);
    expect(await site.access.isSiteAdmin(2)).toBe(true);
    expect(await site.access.isSiteAdmin(20)).toBe(false);
    expect(await listed(2)).toEqual([10, 11, 12]);
    expect(await listed(2, [12, 1, 99, 10])).toEqual([10, 12]);
  });

  it('do not write where the site is frozen', async () => {
    small.insert('config', { name: 'contextlocking', value: '1' });
    small.run('UPDATE mdl_context SET locked = 1 WHERE id = 111');
    assign(20, 3, 1);
    permit(3, 1, 1);
    expect(await has(20, 111)).toBe(false);
    expect(await has(2, 111)).toBe(false);
    expect(await has(2, 111, 'moodle/course:view')).toBe(true);
    expect(await listed(20)).toEqual([10, 12]);
    small.run(`DELETE FROM mdl_config WHERE name = 'contextlocking'`);
    expect(await has(20, 111)).toBe(true);
  });
});

describe('entry to a course', () => {
  const enrol = (
    userid: number,
    courseid: number,
    changes: Record<string, number> = {},
    method: Record<string, number> = {},
  ) => {
    const enrolid = userid * 100 + courseid;
    small.insert('enrol', { id: enrolid, enrol: 'manual', courseid, ...method });
    small.insert('user_enrolments', { userid, enrolid, timestart: 0, timeend: 0, ...changes });
  };

  it('needs an enrolment in force', async () => {
    enrol(20, 10);
    expect(await site.access.canAccessCourse(20, 10)).toBe(true);
    expect(await site.access.canAccessCourse(20, 12)).toBe(false);
    enrol(21, 10, { timestart: now - 10, timeend: now + 10 });
    expect(await site.access.canAccessCourse(21, 10)).toBe(true);
    for (const [user, changes] of [
      [22, { timestart: now + 10 }],
      [23, { timeend: now - 10 }],
      [24, { status: 1 }],
    ] as const) {
      enrol(user, 10, changes);
      expect(await site.access.canAccessCourse(user, 10)).toBe(false);
    }
    enrol(24, 12, {}, { status: 1 });
    expect(await site.access.canAccessCourse(24, 12)).toBe(false);
  });

  it('to a hidden course needs a capability besides', async () => {
    enrol(20, 11);
    expect(await site.access.canAccessCourse(20, 11)).toBe(false);
    assign(20, 3, 111);
    permit(3, 1, 1, 'moodle/course:viewhiddencourses');
    expect(await site.access.canAccessCourse(20, 11)).toBe(true);
  });

  it('is free for guests where the course says so, without a password', async () => {
    small.insert('enrol', { enrol: 'guest', courseid: 12, password: '' });
    small.insert('enrol', { enrol: 'guest', courseid: 10, password: 'key' });
    expect(await site.access.canAccessCourse(20, 12)).toBe(true);
    expect(await site.access.canAccessCourse(20, 10)).toBe(false);
  });
});

describe('signing in', () => {
  const change = (column: string, value: string) =>
    small.run(`UPDATE mdl_user SET ${column} = '${value}' WHERE id = 24`);

  it('adds the peppers of the site', async () => {
    appendFileSync(small.configFile, "$CFG->passwordpeppers = [1 => 'first', 2 => 'second', 3 => ''];\n");
    const withPeppers = await small.open(() => now * 1000);
    try {
      for (const pepper of ['first', 'second', '']) {
        change('password', hashSync(`secret${pepper}`, 4));
        expect(await withPeppers.access.signIn('u24', 'secret')).toMatchObject({ id: 24 });
      }
      change('password', hashSync('secretthird', 4));
      expect(await withPeppers.access.signIn('u24', 'secret')).toBeNull();
    } finally {
      change('password', hashSync('secret', 4));
      await withPeppers.close();
    }
  });

  it('takes bcrypt hashes of older sites', async () => {
    expect(await site.access.signIn('u24', 'secret')).toMatchObject({ id: 24 });
    expect(await site.access.signIn('u24', 'Secret')).toBeNull();
  });

  it.each([
    ['suspended', '1', '0'],
    ['deleted', '1', '0'],
    ['confirmed', '0', '1'],
    ['auth', 'nologin', 'manual'],
    ['auth', 'ldap', 'manual'],
    ['auth', 'email', 'manual'],
    ['mnethostid', '3', '1'],
  ])('is refused where %s is %s', async (column, value, normal) => {
    change(column, value);
    expect(await site.access.signIn('u24', 'secret')).toBeNull();
    change(column, normal);
    expect(await site.access.signIn('u24', 'secret')).not.toBeNull();
  });

  it('asks for e-mail accounts only where that login is on', async () => {
    change('auth', 'email');
    small.insert('config', { name: 'auth', value: 'ldap,email' });
    expect(await site.access.signIn('u24', 'secret')).not.toBeNull();
    change('auth', 'manual');
  });
});
