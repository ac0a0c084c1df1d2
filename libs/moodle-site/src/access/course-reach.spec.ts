import fc from 'fast-check';
import { SmallSite } from '../../testing/small-site';
import type { Site } from '../site';

const capability = 'moodle/backup:backupcourse';
const person = 20;
const small = SmallSite.create();
let site: Site;

/** Category 1 holds 2 and 3, 3 holds 4 (which has no context yet), 5 stands beside; courses 10 to 19, two in each category, the
 *  second of each without a context. */
beforeAll(async () => {
  const above = { 1: '/1', 2: '/1/51', 3: '/1/51', 5: '/1' };
  for (const [id, path] of Object.entries(above))
    small.insert('context', {
      id: 50 + Number(id),
      contextlevel: 40,
      instanceid: Number(id),
      path: `${path}/${50 + Number(id)}`,
    });
  const paths = ['/1', '/1/2', '/1/3', '/1/3/4', '/5'];
  paths.forEach((path, index) => {
    const category = index + 1;
    small.insert('course_categories', {
      id: category,
      name: `C${category}`,
      path,
      parent: Number(path.split('/').at(-2)),
    });
    for (const id of [10 + index * 2, 11 + index * 2])
      small.insert('course', { id, category, fullname: `Course ${id}`, shortname: `c${id}` });
  });
  const inside = { 10: '/1/51', 12: '/1/51/52', 14: '/1/51/53', 18: '/1/55' };
  for (const [id, path] of Object.entries(inside))
    small.insert('context', {
      id: 100 + Number(id),
      contextlevel: 50,
      instanceid: Number(id),
      path: `${path}/${100 + Number(id)}`,
    });
  small.insert('context', { id: 300, contextlevel: 70, instanceid: 1, path: '/1/51/110/300' });
  small.insert('capabilities', { name: capability, captype: 'write', component: 'moodle' });
  small.insert('user', { id: person, username: 'person', auth: 'manual', confirmed: 1, mnethostid: 1 });
  small.insert('config', { name: 'contextlocking', value: '1' });
  site = await small.open();
});
afterAll(async () => {
  await site.close();
  small.remove();
});

const contexts = [1, 2, 51, 52, 53, 55, 110, 112, 114, 118, 300];
const place = fc.constantFrom(...contexts);
const role = fc.constantFrom(3, 4, 7);
const facts = fc.record({
  assignments: fc.uniqueArray(fc.tuple(role, place), { maxLength: 4, selector: String }),
  permissions: fc.uniqueArray(fc.tuple(role, place, fc.constantFrom(1, -1, -1000, 0)), {
    maxLength: 8,
    selector: ([who, where]) => `${who} ${where}`,
  }),
  locked: fc.option(place),
});

it('the list of courses has those of which the capability says so one by one, and no other', async () => {
  let listed = 0;
  await fc.assert(
    fc.asyncProperty(facts, async ({ assignments, permissions, locked }) => {
      small.run(
        'DELETE FROM mdl_role_assignments; DELETE FROM mdl_role_capabilities; UPDATE mdl_context SET locked = 0',
      );
      for (const [roleid, contextid] of assignments)
        small.insert('role_assignments', { userid: person, roleid, contextid });
      for (const [roleid, contextid, permission] of permissions)
        small.insert('role_capabilities', { roleid, contextid, capability, permission });
      small.run(`UPDATE mdl_context SET locked = 1 WHERE id = ${locked ?? 0}`);
      const found = (await all()).map(({ id }) => id);
      expect(found).toEqual(await oneByOne());
      listed += found.length;
    }),
    { numRuns: 300 },
  );
  expect(listed).toBeGreaterThan(100);
});

it('a list of a part of the courses is the same as that part of the list', async () => {
  small.run('DELETE FROM mdl_role_assignments; DELETE FROM mdl_role_capabilities; UPDATE mdl_context SET locked = 0');
  small.insert('role_assignments', { userid: person, roleid: 3, contextid: 51 });
  small.insert('role_capabilities', { roleid: 3, contextid: 1, capability, permission: 1 });
  expect((await all()).map(({ id }) => id)).toEqual([10, 11, 12, 13, 14, 15, 16, 17]);
  expect((await all([18, 17, 11, 1, 999])).map(({ id }) => id)).toEqual([11, 17]);
  expect(await all([])).toEqual([]);
});

it('a long list comes in batches, each course once', async () => {
  small.run('DELETE FROM mdl_role_assignments; DELETE FROM mdl_role_capabilities');
  for (let id = 1000; id < 2200; id++)
    small.insert('course', { id, category: 5, fullname: `Many ${id}`, shortname: `m${id}` });
  const sizes: number[] = [];
  const ids: number[] = [];
  for await (const batch of site.access.coursesWithCapability(2, capability)) {
    sizes.push(batch.length);
    ids.push(...batch.map(({ id }) => id));
  }
  expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
  expect(ids).toEqual([
    ...Array.from({ length: 10 }, (_, index) => 10 + index),
    ...Array.from({ length: 1200 }, (_, index) => 1000 + index),
  ]);
  small.run('DELETE FROM mdl_course WHERE id >= 1000');
});

async function all(among?: readonly number[]) {
  const courses = [];
  for await (const batch of site.access.coursesWithCapability(person, capability, among)) courses.push(...batch);
  return courses;
}

async function oneByOne(): Promise<number[]> {
  const ids: number[] = [];
  for (let id = 10; id < 20; id++) {
    const context = await site.access.context(50, id);
    if (context && (await site.access.hasCapability(person, capability, context))) ids.push(id);
  }
  return ids;
}
