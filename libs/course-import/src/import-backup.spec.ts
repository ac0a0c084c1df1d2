import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedSite, describeEmbeddedSite } from '@coursekeep/embedded-site';
import { importBackup } from './import-backup';
import { describeWithShared } from '../../../tools/testing/shared';
import { backUp, packFiles, readFiles } from '../testing/backup-files';
import { siteDigest, siteRows } from '../../embedded-site/testing/site-content';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-import-'));
const demo = join(folder, 'demo');
const now = 1_790_000_000;
const backups = new Map<string, string>();

beforeAll(async () => {
  await createEmbeddedSite(demo, { wwwroot: 'http://127.0.0.1:8080', now });
  for (const { id, shortname } of (await describeEmbeddedSite(demo)).courses) {
    backups.set(shortname, await backUp(demo, id, join(folder, `backup-${id}`)));
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const demoBackup = (at: number): string => [...backups.values()][at] ?? '';
let made = 0;

/** A site of its own for a test. */
async function freshSite(courses: 'demo' | 'none', wwwroot = 'http://127.0.0.1:9999'): Promise<string> {
  const site = join(folder, `site-${++made}`);
  if (courses === 'demo') cpSync(demo, site, { recursive: true });
  else await createEmbeddedSite(site, { wwwroot, now, courses });
  return site;
}

describe('a demo course', () => {
  it.each([0, 1, 2])(
    'number %i is the same after import into a site where all ids are free',
    async (at) => {
      const site = await freshSite('none');
      const { courseId, findings } = await importBackup(demoBackup(at), site);
      expect(findings).toEqual([]);
      const [before, after] = [
        await readFiles(demoBackup(at)),
        await readFiles(await backUp(site, courseId, join(folder, `again-${at}`))),
      ];
      expect([...after.keys()]).toEqual([...before.keys()]);
      const different = [...before].filter(([path, bytes]) => !after.get(path)?.equals(bytes)).map(([path]) => path);
      // It tells which site it is of.
      expect(different).toEqual(['moodle_backup.xml']);
    },
    60_000,
  );

  it('comes into a site that has its ids under new ones, and changes no row that was there', async () => {
    const site = await freshSite('demo');
    const before = await siteRows(site);
    const { courseId, shortname, findings } = await importBackup(demoBackup(0), site);
    const after = await siteRows(site);
    expect([...before].filter(([key, row]) => after.get(key) !== row)).toEqual([]);
    expect(shortname).toMatch(/ \(2\)$/);
    expect(findings.map(({ code }) => code).sort()).toEqual(['existing-user', 'renamed']);
    const ours = [...after]
      .filter(([key]) => !before.has(key))
      .map(([key, row]) => [key.split('/')[0], JSON.parse(row)]);
    const course = ours.filter(([table]) =>
      ['course_modules', 'page', 'forum', 'grade_items'].includes(table as string),
    );
    for (const [, row] of course) expect(row.course ?? row.courseid).toBe(courseId);
    // Every activity of the new course is in a section of the new course, in its own context.
    const sections = new Set(ours.filter(([table]) => table === 'course_sections').map(([, row]) => row.id));
    const modules = ours.filter(([table]) => table === 'course_modules').map(([, row]) => row);
    expect(modules.length).toBeGreaterThan(10);
    expect(modules.filter((row) => !sections.has(row.section))).toEqual([]);
    const sequences = ours
      .filter(([table]) => table === 'course_sections')
      .flatMap(([, row]) => row.sequence.split(','));
    expect(sequences.filter(Boolean).map(Number).sort()).toEqual(modules.map((row) => row.id).sort());
  }, 60_000);

  it('says the same under new ids as under the old ones', async () => {
    const site = await freshSite('none');
    const first = await importBackup(demoBackup(1), site);
    const second = await importBackup(demoBackup(1), site);
    const [one, two] = [
      await readFiles(await backUp(site, first.courseId, join(folder, 'one'))),
      await readFiles(await backUp(site, second.courseId, join(folder, 'two'))),
    ];
    const shape = (files: Map<string, Buffer>) =>
      [...files]
        .filter(
          ([path]) => path.endsWith('.xml') && !/^(moodle_backup|users|files)\.xml$|inforef|configdata/.test(path),
        )
        .map(([path, bytes]) => withoutNumbers(`${path}\n${bytes.toString('utf8')}`))
        .sort();
    const shortname = (text: string) => text.replace(/<shortname>[^<]*/, '').replace(/<configdata>[^<]*/g, '');
    expect(shape(two).map(shortname)).toEqual(shape(one).map(shortname));
  }, 60_000);

  it('reports progress that never goes back, and can be cancelled without a trace', async () => {
    const site = await freshSite('demo');
    const before = await siteDigest(site);
    const stop = new AbortController();
    const seen: number[] = [];
    const onProgress = ({ progress }: { progress: number }) => {
      seen.push(progress);
      if (progress > 0.6) stop.abort();
    };
    await expect(importBackup(demoBackup(0), site, { signal: stop.signal, onProgress })).rejects.toThrow(/abort/i);
    expect(seen.length).toBeGreaterThan(5);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(await siteDigest(site)).toBe(before);
  }, 60_000);
});

const withoutNumbers = (text: string): string => text.replace(/\d+/g, '#');

describe('a backup that was made to harm', () => {
  let site: string;
  let files: Map<string, Buffer>;
  beforeAll(async () => {
    site = await freshSite('demo');
    files = await readFiles(demoBackup(0));
  });

  const edited = (...edits: [path: RegExp, what: RegExp | string, by: string][]) => {
    const copy = new Map(files);
    for (const [pattern, what, by] of edits) {
      const path = [...copy.keys()].find((name) => pattern.test(name)) ?? '';
      const text = copy.get(path)?.toString('utf8') ?? '';
      const after = text.replace(what, by);
      if (after === text) throw new Error(`Nothing to edit in ${path || String(pattern)}.`);
      copy.set(path, Buffer.from(after));
    }
    return packFiles(copy, join(folder, `hostile-${++made}.mbz`));
  };

  it.each<[string, RegExp, RegExp | string, string, RegExp]>([
    ['broken XML', /page\.xml$/, '</activity>', '</activitee>', /page\.xml is damaged/],
    ['an entity', /page\.xml$/, '?>', '?><!DOCTYPE a [<!ENTITY b "c">]>', /document type/],
    ['an id that is none', /page\.xml$/, /<page id="\d+"/, '<page id="-5"', /whole number above 0/],
    ['an id of SQL', /users\.xml$/, /<user id="\d+"/, '<user id="1 OR 1=1"', /whole number above 0/],
    ['one context for two activities', /page\.xml$/, /contextid="\d+"/, 'contextid="1"', /context 1/],
    [
      'a text where a number must be',
      /page\.xml$/,
      /<display>\d+/,
      '<display>many',
      /page\.display must be a whole number/,
    ],
    ['no course', /course\/course\.xml$/, /<course [\s\S]*<\/course>/, '<course/>', /no course/],
  ])('with %s changes nothing', async (_what, path, what, by, message) => {
    const before = await siteDigest(site);
    await expect(importBackup(await edited([path, what, by]), site)).rejects.toThrow(message);
    expect(await siteDigest(site)).toBe(before);
  });

  it('cannot take over ids, people, contexts or courses that are not its own', async () => {
    const own = await freshSite('demo');
    const before = await siteRows(own);
    const file = await edited(
      [/users\.xml$/, /<user id="(\d+)"([\s\S]*?)<email>[^<]*/, '<user id="$1"$2<email>evil@example.org'],
      [/files\.xml$/, /<contextid>\d+/, '<contextid>1'],
      [/files\.xml$/, /(<file id[\s\S]*?<file id[\s\S]*?)<filename>[^<]*/, '$1<filename>../../evil'],
      [/course\/roles\.xml$/, /<assignment id="(\d+)">\s*<roleid>\d+/, '<assignment id="$1"><roleid>1'],
      [/course\/enrolments\.xml$/, /<enrolment id="(\d+)">([\s\S]*?)<userid>\d+/, '<enrolment id="$1">$2<userid>2'],
      [/page\.xml$/, /<page id="\d+"/, '<page id="999999999999999"'],
    );
    const { findings } = await importBackup(file, own);
    const after = await siteRows(own);
    expect([...before].filter(([key, row]) => after.get(key) !== row)).toEqual([]);
    expect(findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['refused-file', 'foreign-reference', 'renamed']),
    );
    const added = [...after].filter(([key]) => !before.has(key));
    expect(added.filter(([key, row]) => key.startsWith('role_assignments/') && JSON.parse(row).roleid === 1)).toEqual(
      [],
    );
    expect(added.filter(([key, row]) => key.startsWith('files/') && JSON.parse(row).contextid === 1)).toEqual([]);
    const pages = added.filter(([key]) => key.startsWith('page/')).map(([, row]) => JSON.parse(row).id as number);
    expect(Math.max(...pages)).toBeLessThan(1_000_000);
  }, 60_000);

  it('opens no door with the passwords that a site may put into its backups', async () => {
    const own = await freshSite('none');
    const file = await edited([/users\.xml$/, '</trustbitmask>', '</trustbitmask><password>$2y$hash</password>']);
    const { findings } = await importBackup(file, own);
    expect(findings).toEqual([
      expect.objectContaining({ code: 'secret', count: 1, where: expect.objectContaining({ field: 'password' }) }),
    ]);
    const people = [...(await siteRows(own))].filter(([key]) => key.startsWith('user/')).map(([, row]) => row);
    expect(people.length).toBeGreaterThan(2);
    expect(people.filter((row) => row.includes('$2y$hash'))).toEqual([]);
  });

  it('is not imported where a content is another than its name says', async () => {
    const own = await freshSite('none');
    const [path] = [...files.keys()].filter((name) => name.startsWith('files/'));
    const copy = new Map(files).set(path ?? '', Buffer.from('something else'));
    const { findings } = await importBackup(await packFiles(copy, join(folder, 'swapped.mbz')), own);
    expect(findings).toEqual([expect.objectContaining({ code: 'missing-content', where: { document: path } })]);
  });

  it('names what it lists and does not have', async () => {
    const activity = [...files.keys()].find((name) => /^activities\/page_\d+\/module\.xml$/.test(name)) ?? '';
    const lost = (path: string) => path === 'files.xml' || path.startsWith(activity.replace('module.xml', ''));
    const rest = new Map([...files].filter(([path]) => !lost(path)));
    const damaged = await packFiles(rest, join(folder, 'incomplete.mbz'));
    const { findings } = await importBackup(damaged, await freshSite('none'));
    const named = findings.filter(({ code }) => code === 'missing-document').map(({ where }) => where?.document);
    expect(named.sort()).toEqual(
      ['/files.xml', `/${activity}`, `/${activity.replace('module.xml', 'page.xml')}`].sort(),
    );
  }, 60_000);
});

describeWithShared('backups of Moodle', (shared) => {
  const sample = (name: string) => join(shared, 'moodle', name);

  it.each([
    ['moodle45-pgsql/backups/plain.all.mbz', '4.5'],
    ['moodle51-mariadb/backups/plain.all.mbz', '5.1'],
  ] as const)(
    '%s is the same after a round trip',
    async (name, release) => {
      const site = join(folder, `shared-${release}`);
      await createEmbeddedSite(site, { wwwroot: 'http://127.0.0.1:8045', now, courses: 'none', release });
      const { courseId, findings } = await importBackup(sample(name), site);
      expect(findings).toEqual([]);
      const before = await readFiles(sample(name));
      const after = await readFiles(await backUp(site, courseId, join(folder, `shared-out-${release}`)));
      const different = [...before].filter(([path, bytes]) => !after.get(path)?.equals(bytes)).map(([path]) => path);
      expect(different.filter((path) => !/^moodle_backup\.(xml|log)$/.test(path))).toEqual([]);
    },
    60_000,
  );

  it('names what a site of Moodle 4.5 has no place for', async () => {
    const site = await freshSite('none');
    const { findings } = await importBackup(sample('moodle51-mariadb/backups/everything.default.mbz'), site);
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'other-release' }),
        expect.objectContaining({ code: 'unknown-module', where: { document: 'activities/qbank_*/' } }),
        expect.objectContaining({
          code: 'unknown-column',
          where: expect.objectContaining({ document: 'assign.xml', field: 'gradepenalty' }),
        }),
      ]),
    );
  }, 60_000);
});
