import Database from 'better-sqlite3';
import fc from 'fast-check';
import { join } from 'node:path';
import { client, type Json } from '../testing/client';
import { demoSite, startService, temporaryFolder, type DemoSite, type TestService } from '../testing/service';
import { FirstItems } from './first-items';

const folder = temporaryFolder();
let site: DemoSite;
let service: TestService;
let cookie: string;

/** Names to be found, each in two courses of the category "Évolution". */
const names = ['Statistics 9', 'Statistics 10', 'École d’été', 'ecole', 'Zoology', '100 % art'];
const first = 1000;

/** A list of a manager: courses of the demo site, and many more. */
beforeAll(async () => {
  site = await demoSite(folder);
  const database = new Database(join(site.folder, 'site.sqlite'));
  database.exec(
    "INSERT INTO mdl_course_categories (id, name, parent, path, depth) VALUES (900, 'Évolution', 0, '/900', 1)",
  );
  const course = database.prepare(
    `INSERT INTO mdl_course (id, category, fullname, shortname, visible, format) VALUES (?, 900, ?, ?, 1, 'topics')`,
  );
  for (let id = first; id < first + 600; id++) course.run(id, names[id % names.length], `S${id}`);
  database.close();
  service = await startService(site.config, `${folder}/data`);
  // One real backup, of which the others take the site's key.
  const manager = client(service.url, site.token('manager'));
  await manager.ended(await manager.start(site.courses[0]?.id ?? 0));
  fill();
  const { username, password } = site.users.find((user) => user.username === 'manager') ?? {};
  const body = JSON.stringify({ username, password });
  const headers = { 'content-type': 'application/json' };
  const signedIn = await fetch(`${service.url}/api/v1/session`, { method: 'POST', headers, body });
  cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
});

/** Backups of some of the courses, as if they had been made: [course, status, minutes, bytes, error]. */
const made: [course: number, status: number, minute: number, bytes: number | null, error: string | null][] = [
  [1000, 1000, 10, 500, null],
  [1001, 1000, 20, 900, null],
  [1002, 1000, 5, 900, null],
  [1002, 900, 30, null, 'dataroot-unreadable'],
  [1003, 900, 30, null, 'dataroot-unreadable'],
  [1003, 1000, 40, 100, null],
  [1004, 900, 50, null, 'cancelled'],
  [1005, 700, 60, null, null],
];

function fill(): void {
  const database = new Database(join(service.data, 'store.sqlite'));
  const key = database.prepare('SELECT site FROM backup').pluck().get();
  const backup = database.prepare(
    `INSERT INTO backup (backupid, site, courseid, contextid, userid, mode, format, options, status, progress, step, warnings, error,
       filename, filesize, contenthash, storagekey, timecreated, timefinished, sequence)
     VALUES (?, ?, ?, 1, 2, 'general', 'moodle2', '{}', ?, 1, '', '[]', ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  made.forEach(([course, status, minute, bytes, error], index) => {
    const time = minute * 60_000;
    const file = status === 1000 ? `f${index}` : null;
    const said = error && JSON.stringify({ code: error, message: 'It failed.' });
    backup.run(String(index).padStart(32, 'b'), key, course, status, said, file, bytes, file, file, time, time, index);
  });
  database.close();
}

const ask = async (parameters: Record<string, string>): Promise<Json> => {
  const answer = await fetch(`${service.url}/api/v1/courses?${new URLSearchParams(parameters)}`, {
    headers: { cookie },
  });
  return { status: answer.status, ...((await answer.json()) as Json) };
};
const ids = ({ courses }: Json): number[] => courses.map(({ id }: Json) => id);

it('FirstItems keeps what sorting all would put in front, however the items come', () => {
  const item = fc.record({ rank: fc.integer({ min: 0, max: 9 }), id: fc.nat() });
  const order = (one: { rank: number }, other: { rank: number }) => one.rank - other.rank;
  fc.assert(
    fc.property(
      fc.array(fc.array(item, { maxLength: 20 }), { maxLength: 10 }),
      fc.integer({ min: 1, max: 60 }),
      (portions, most) => {
        const kept = new FirstItems(order, most);
        for (const portion of portions) kept.add(portion);
        expect(kept.items).toEqual(portions.flat().toSorted(order).slice(0, most));
      },
    ),
  );
});

describe('the list of courses', () => {
  it('is complete and in order when it is followed by its cursor, whatever the order and the size of the pages', async () => {
    const whole = (await ask({ limit: '1' })).total;
    expect(whole).toBeGreaterThan(600);
    for (const [sort, limit] of [
      ['name', '200'],
      ['oldest', '150'],
      ['newest', '199'],
      ['size', '90'],
    ] as const) {
      const followed: number[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Json = await ask({ sort, limit, ...(cursor && { cursor }) });
        expect(page.courses.length).toBeLessThanOrEqual(Number(limit));
        followed.push(...ids(page));
        cursor = page.next;
      }
      expect(followed).toHaveLength(whole);
      expect(new Set(followed).size).toBe(whole);
      const numbered: number[] = [];
      for (let page = 1; numbered.length < whole; page++)
        numbered.push(...ids(await ask({ sort, limit, page: String(page) })));
      expect(numbered).toEqual(followed);
    }
  });

  it('is found by words of the name, short name or category, without case and accents', async () => {
    const found = await ask({ q: 'ECOLE s10', limit: '200' });
    expect(found.courses.map(({ fullname }: Json) => fullname)).toContain('École d’été');
    expect(found.courses.every(({ shortname }: Json) => shortname.includes('S10'))).toBe(true);
    expect(await ask({ q: 'evolution zoology' })).toMatchObject({ matching: 100 });
    expect(await ask({ q: '%' })).toMatchObject({ matching: 100 });
    expect(await ask({ q: 'no such course' })).toMatchObject({ courses: [], matching: 0, next: null });
  });

  it('is sorted as people read, numbers by value, and equal names by id', async () => {
    const { courses } = await ask({ q: 'evolution statistics', limit: '200' });
    const shown = courses.map(({ fullname, id }: Json) => [fullname, id]);
    expect(shown.slice(0, 2)).toEqual([
      ['Statistics 9', 1002],
      ['Statistics 9', 1008],
    ]);
    expect(shown.findIndex(([fullname]: [string]) => fullname === 'Statistics 10')).toBe(100);
  });

  it('is narrowed and sorted by how courses stand, and shows it', async () => {
    const q = { q: 'evolution', limit: '5' };
    expect(ids(await ask({ ...q, show: 'failed' }))).toEqual([1002]);
    expect(ids(await ask({ ...q, show: 'running' }))).toEqual([1005]);
    expect(await ask({ ...q, show: 'never' })).toMatchObject({ matching: 600 - 4 });
    expect(ids(await ask({ ...q, sort: 'newest' })).slice(0, 4)).toEqual([1003, 1001, 1000, 1002]);
    expect(ids(await ask({ ...q, sort: 'size' })).slice(0, 4)).toEqual([1001, 1002, 1000, 1003]);
    // Those that have none are the oldest of all.
    const last = await ask({ ...q, sort: 'oldest', page: '120' });
    expect(ids(last).slice(-4)).toEqual([1002, 1000, 1001, 1003]);
    expect(ids(await ask({ ...q, sort: 'oldest', page: '99999' }))).toEqual(ids(last));
    expect(last.courses.at(-1)).toMatchObject({ latest: { filesize: 100 }, good: { filesize: 100 }, running: null });
  });

  it('refuses what it does not understand, and names it', async () => {
    const refused: [Record<string, string>, RegExp][] = [
      [{ limit: '0' }, /limit/],
      [{ limit: '5000' }, /limit/],
      [{ page: 'two' }, /page/],
      [{ sort: 'evil' }, /sort/],
      [{ serach: 'x' }, /serach/],
      [{ q: 'x'.repeat(201) }, /q/],
      [{ cursor: 'nonsense' }, /cursor/i],
      [{ cursor: Buffer.from('["size",0,"a",1]').toString('base64url') }, /cursor/i],
      [{ cursor: 'x', page: '2' }, /cursor/],
    ];
    for (const [parameters, words] of refused) {
      const answer = await ask(parameters);
      expect([answer.status, answer.error?.code]).toEqual([400, 'badrequest']);
      expect(answer.error.message).toMatch(words);
    }
  });
});
