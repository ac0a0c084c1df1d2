import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContextLevel, isRefusal, openSite, type Context, type Site } from '@coursekeep/moodle-site';
import { createEmbeddedSite, describeEmbeddedSite, type EmbeddedSiteDescription } from '..';
import { siteTables } from '../database/create-tables';
import { openDatabase } from '../database/open-database';
import { demoCourses } from './courses';
import type { DataSource } from 'typeorm';

const now = 1_790_000_000;
let folder: string;
let database: DataSource;
let site: Site;
let described: EmbeddedSiteDescription;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-site-'));
  const { configFile } = await createEmbeddedSite(join(folder, 'site'), { wwwroot: 'http://127.0.0.1:8080', now });
  database = await openDatabase(join(folder, 'site', 'site.sqlite'), 'read');
  site = await openSite(configFile, { env: {} });
  described = await describeEmbeddedSite(join(folder, 'site'));
});

afterAll(async () => {
  await site?.close();
  await database?.destroy();
  await rm(folder, { recursive: true, force: true });
});

const query = (sql: string) => database.query<Record<string, unknown>[]>(sql);

async function courseContext(shortname: string): Promise<Context> {
  const course = await site.access.courseByShortname(shortname);
  const context = course && (await site.access.contextById(course.contextId));
  if (!context) throw new Error(`There is no course ${shortname}.`);
  return context;
}

describe('the tables', () => {
  it('are those of Moodle 4.5, with their columns, and the reader sees them', () => {
    expect(site.version).toBe('2024100705.01');
    expect(site.release).toBe('4.5.5+ (Build: 20250613)');
    for (const table of siteTables)
      expect([table.name, site.schema.columns(table.name)]).toEqual([
        table.name,
        table.columns.map(({ name, type, decimals }) =>
          expect.objectContaining({ name, type, ...(type === 'number' ? { decimals } : {}) }),
        ),
      ]);
  });

  it('give numbers their scale', async () => {
    const [item] = await site.database.all({
      text: `SELECT grademax, aggregationcoef2 FROM {grade_items} WHERE itemtype = ? AND courseid = ?`,
      parameters: ['course', 2],
    });
    expect(item?.grademax).toMatch(/^\d+\.\d{5}$/);
  });

  it('refuse a second row where Moodle has a unique key', async () => {
    const writable = await openDatabase(join(folder, 'site', 'site.sqlite'), 'write');
    const twice = `INSERT INTO mdl_context (contextlevel, instanceid, path, depth) VALUES (50, 2, '/x', 1)`;
    await expect(writable.query(twice)).rejects.toThrow(/UNIQUE/);
    await writable.destroy();
  });
});

describe('references', () => {
  const known = new Set(siteTables.map((table) => table.name));
  const declared = siteTables.flatMap((table) =>
    table.foreignKeys
      .filter((key) => key.columns.length === 1 && known.has(key.referencedTable))
      .map((key) => [table.name, key.columns[0], key.referencedTable, key.referencedColumns[0]] as const),
  );
  const further = [
    ['course_modules', 'course', 'course', 'id'],
    ['course_modules', 'module', 'modules', 'id'],
    ['course_modules', 'section', 'course_sections', 'id'],
    ['course_sections', 'course', 'course', 'id'],
    ['course_modules_completion', 'userid', 'user', 'id'],
    ['grade_categories', 'courseid', 'course', 'id'],
    ['user_lastaccess', 'courseid', 'course', 'id'],
    ['forum_posts', 'userid', 'user', 'id'],
    ['choice_answers', 'userid', 'user', 'id'],
    ['block_instances', 'blockname', 'block', 'name'],
    ['external_services_functions', 'externalserviceid', 'external_services', 'id'],
  ] as const;

  it('all lead somewhere (0 and nothing mean: none)', async () => {
    const broken: string[] = [];
    for (const [table, column, other, otherColumn] of [...declared, ...further]) {
      const target = `SELECT 1 FROM "mdl_${other}" o WHERE o."${otherColumn}" = t."${column}"`;
      const rows = await query(
        `SELECT count(*) AS n FROM "mdl_${table}" t WHERE t."${column}" IS NOT NULL AND t."${column}" NOT IN (0, '')
            AND NOT EXISTS (${target})`,
      );
      if (rows[0]?.n !== 0) broken.push(`${table}.${column} -> ${other}.${otherColumn}: ${rows[0]?.n}`);
    }
    // Points are rated out of their maximum, which Moodle keeps where the id of a scale would be.
    expect(broken.filter((one) => !one.startsWith('rating.scaleid'))).toEqual([]);
  });

  it('of activities to the rows of their kind, and of sections to their activities, agree', async () => {
    for (const { name } of (await query(
      'SELECT DISTINCT m.name FROM mdl_course_modules cm JOIN mdl_modules m ON m.id = cm.module',
    )) as { name: string }[]) {
      const orphans = `SELECT cm.id FROM mdl_course_modules cm JOIN mdl_modules m ON m.id = cm.module AND m.name = '${name}'
                         LEFT JOIN "mdl_${name}" i ON i.id = cm.instance AND i.course = cm.course WHERE i.id IS NULL`;
      expect(await query(orphans)).toEqual([]);
    }
    for (const section of await query('SELECT id, sequence FROM mdl_course_sections')) {
      const modules = await query(`SELECT id FROM mdl_course_modules WHERE section = ${section.id} ORDER BY id`);
      expect(section.sequence).toBe(modules.map(({ id }) => id).join(','));
    }
  });

  it('of contexts make a tree: every path is the parent’s and the own id', async () => {
    const contexts = (await query('SELECT * FROM mdl_context')) as {
      id: number;
      path: string;
      depth: number;
      contextlevel: number;
      instanceid: number;
    }[];
    const paths = new Set(contexts.map((context) => context.path));
    for (const { id, path, depth } of contexts) {
      const ids = path.split('/').slice(1);
      expect([Number(ids.at(-1)), ids.length]).toEqual([id, depth]);
      if (depth > 1) expect(paths).toContain(path.slice(0, path.lastIndexOf('/')));
    }
    const tables = { 30: 'user', 40: 'course_categories', 50: 'course', 70: 'course_modules', 80: 'block_instances' };
    for (const [level, table] of Object.entries(tables)) {
      const ids = contexts
        .filter((context) => context.contextlevel === Number(level))
        .map((context) => context.instanceid);
      expect([table, ids.sort((a, b) => a - b)]).toEqual([
        table,
        (await query(`SELECT id FROM mdl_${table} ORDER BY id`)).map((row) => row.id),
      ]);
    }
  });
});

describe('the files', () => {
  it('are all in the pool, whole', async () => {
    const files = (await query('SELECT DISTINCT contenthash, filesize FROM mdl_files')) as {
      contenthash: string;
      filesize: number;
    }[];
    expect(files.length).toBeGreaterThan(50);
    for (const { contenthash, filesize } of files) {
      let size = 0;
      for await (const chunk of site.files.read(contenthash)) size += (chunk as Buffer).length;
      expect([contenthash, size, await site.files.size(contenthash)]).toEqual([contenthash, filesize, filesize]);
    }
  });

  it('are those that the texts show', async () => {
    const texts = [
      ['page', 'content', 'mod_page', 'content'],
      ['page', 'intro', 'mod_page', 'intro'],
      ['label', 'intro', 'mod_label', 'intro'],
      ['book_chapters', 'content', 'mod_book', 'chapter'],
      ['forum_posts', 'message', 'mod_forum', 'post'],
      ['course', 'summary', 'course', 'summary'],
      ['course_sections', 'summary', 'course', 'section'],
    ] as const;
    let pictures = 0;
    for (const [table, column, component, filearea] of texts)
      for (const row of await query(`SELECT "${column}" AS text FROM mdl_${table}`))
        for (const [, path = ''] of String(row.text).matchAll(/@@PLUGINFILE@@(\/[^"]+)"/g)) {
          pictures += 1;
          const place = decodeURIComponent(path);
          const found = `SELECT id FROM mdl_files WHERE component = '${component}' AND filearea = '${filearea}' AND filepath || filename = '${place}'`;
          expect([place, (await query(found)).length]).not.toEqual([place, 0]);
        }
    expect(pictures).toBeGreaterThan(10);
  });
});

describe('people', () => {
  it('sign in with their password, and with their token', async () => {
    expect(described.users.map((user) => user.username)).toEqual(['teacher', 'student', 'manager', 'admin']);
    for (const { username, password, token } of described.users) {
      expect((await site.access.signIn(username, password))?.username).toBe(username);
      expect(await site.access.signIn(username, `${password}x`)).toBeNull();
      const holder = await site.tokens.authenticate({ token, address: '127.0.0.1', door: 'rest' });
      if (isRefusal(holder)) throw new Error(holder.message);
      expect([holder.user.username, holder.serviceShortname]).toEqual([username, 'coursekeep']);
      expect(await site.tokens.mayCall(holder, 'core_course_backup_async', [])).toBe(true);
    }
  });

  it.each([
    ['teacher', true, false],
    ['student', false, false],
    ['manager', true, true],
    ['admin', true, true],
  ])('%s: may back up %s, with users %s', async (username, backup, userinfo) => {
    const user = await site.access.userByUsername(username);
    for (const { shortname } of demoCourses) {
      const context = await courseContext(shortname);
      expect(await site.access.hasCapability(user?.id ?? 0, 'moodle/backup:backupcourse', context)).toBe(backup);
      expect(await site.access.hasCapability(user?.id ?? 0, 'moodle/backup:userinfo', context)).toBe(userinfo);
      expect(await site.access.canAccessCourse(user?.id ?? 0, context.instanceId)).toBe(true);
    }
  });

  it('have less where a role is overridden', async () => {
    const student = (await site.access.userByUsername('student'))?.id ?? 0;
    const may = async (shortname: string) =>
      site.access.hasCapability(student, 'mod/forum:createattachment', await courseContext(shortname));
    expect([await may('STAT101'), await may('MARINE101')]).toEqual([true, false]);
  });

  it('are about thirty, in many scripts', async () => {
    const names = (await query('SELECT firstname FROM mdl_user')).map((row) => String(row.firstname));
    expect(names.length).toBeGreaterThanOrEqual(30);
    for (const script of ['Han', 'Hangul', 'Arabic', 'Hebrew', 'Cyrillic', 'Greek', 'Devanagari', 'Thai', 'Georgian'])
      expect([script, names.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name))]).toEqual([
        script,
        true,
      ]);
  });
});

it('each course has a dozen activities, and together they have all kinds', async () => {
  const kinds = await query(
    'SELECT DISTINCT m.name FROM mdl_course_modules cm JOIN mdl_modules m ON m.id = cm.module ORDER BY m.name',
  );
  expect(kinds.map((row) => row.name)).toEqual([
    'assign',
    'book',
    'choice',
    'folder',
    'forum',
    'label',
    'page',
    'resource',
    'url',
  ]);
  expect(described.courses).toEqual(demoCourses.map(({ shortname }, index) => ({ id: index + 2, shortname })));
  for (const { id } of described.courses) {
    const [count] = await query(`SELECT count(*) AS n FROM mdl_course_modules WHERE course = ${id}`);
    expect(Number(count?.n)).toBeGreaterThanOrEqual(12);
  }
});

it('the totals of the gradebook are the sums of what was graded', async () => {
  const totals = await query(
    `SELECT g.userid, i.courseid, g.finalgrade, g.rawgrademax FROM mdl_grade_grades g JOIN mdl_grade_items i ON i.id = g.itemid
      WHERE i.itemtype = 'course' AND g.finalgrade IS NOT NULL`,
  );
  expect(totals.length).toBeGreaterThan(30);
  for (const total of totals) {
    const [sum] = await query(
      `SELECT sum(g.finalgrade) AS value, sum(g.rawgrademax) AS most, sum(g.aggregationweight) AS weight
         FROM mdl_grade_grades g JOIN mdl_grade_items i ON i.id = g.itemid JOIN mdl_grade_items top ON top.itemtype = 'course' AND top.courseid = i.courseid
        WHERE g.userid = ${total.userid} AND i.courseid = ${total.courseid} AND g.aggregationstatus = 'used'
          AND (i.itemtype = 'category' OR i.categoryid = top.iteminstance)`,
    );
    expect([total.finalgrade, total.rawgrademax]).toEqual([sum?.value, sum?.most]);
    expect(Number(sum?.weight)).toBeCloseTo(1, 3);
  }
});

it('lies in the past of the given moment, but for what is still to come', async () => {
  for (const [table, column] of [
    ['forum_posts', 'created'],
    ['assign_submission', 'timemodified'],
    ['assign_grades', 'timemodified'],
    ['grade_grades_history', 'timemodified'],
    ['course_modules_completion', 'timemodified'],
    ['logstore_standard_log', 'timecreated'],
    ['choice_answers', 'timemodified'],
    ['comments', 'timecreated'],
    ['files', 'timecreated'],
  ]) {
    const [latest] = await query(`SELECT max("${column}") AS time FROM mdl_${table}`);
    expect([table, Number(latest?.time) <= now]).toEqual([table, true]);
  }
});

it('has contexts that the site’s access finds', async () => {
  expect(await site.access.context(ContextLevel.system, 0)).toMatchObject({ id: 1, path: '/1' });
});
