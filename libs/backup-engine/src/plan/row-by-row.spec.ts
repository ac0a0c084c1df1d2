import { openSite, type Site } from '@coursekeep/moodle-site';
import { describeWithServers } from '../../../../tools/testing/shared';
import { backUp } from '../../testing/course-site';
import { lots } from '../../testing/lots';
import { AnnotationsByReference } from '../../testing/reference/annotations';
import { placedDocuments, settingsOf } from '../../testing/reference/documents-of-backup';
import { RowByRow } from '../../testing/reference/row-by-row';
import { referenceDocuments } from '../../testing/reference/structure';
import { ViewSite, type SourceColumn } from '../../testing/view-site';
import { createContentTransformer } from '../structure/content-transformer';
import { DefinitionRegistry } from '@coursekeep/definitions';

// Some ten thousand queries, and a view of every table.
jest.setTimeout(240_000);

describeWithServers('what is read set by set is what is read row by row', (shared) => {
  it.each([
    ['moodle45-pgsql', 'moodle45', 405],
    ['moodle51-mariadb', 'moodle51', 501],
  ])('on %s', async (name, version, branch) => {
    await holdSite(`${shared}/moodle/${name}/config.php`, version, branch);
  });

  it.each([
    ['moodle45', 405, 1],
    ['moodle45', 405, 2],
    ['moodle51', 501, 3],
  ] as const)(
    'on a %s with missing rows and odd values everywhere (branch %d, seed %d)',
    async (sample, branch, seed) => {
      const site = await ViewSite.create(shared, { prefix: 'mdl_', sample, rows: holes(seed), value: filled });
      try {
        await holdSite(site.configFile, sample, branch);
      } finally {
        await site.remove();
      }
    },
  );

  it.each([1, 2, 3, 4])('under settings chosen by lot (seed %d)', async (seed) => {
    const [name, version, branch] =
      seed % 2 ? ['moodle45-pgsql', 'moodle45', 405] : ['moodle51-mariadb', 'moodle51', 501];
    await holdSite(`${shared}/moodle/${name}/config.php`, `${version}`, Number(branch), seed);
  });

  async function holdSite(configFile: string, version: string, branch: number, seed?: number): Promise<void> {
    const site = await openSite(configFile);
    try {
      for (const shortname of ['everything', 'quizbank']) {
        const { id } = (await site.access.courseByShortname(shortname))!;
        const settings = seed === undefined ? everything : await byLot(site, id, seed);
        const { rows, differences } = await holdCourse(site, id, version, branch, settings);
        expect({ settings, differences }).toEqual({ settings, differences: [] });
        expect(rows).toBeGreaterThan(20);
      }
    } finally {
      await site.close();
    }
  }

  /** Each part of the course goes in with odds of nine to one, its users' data with two to one; so do root settings. */
  async function byLot(site: Site, courseId: number, seed: number): Promise<Settings> {
    const { documents } = await backUp(site, { courseId, settings: everything });
    const names = [...settingsOf(documents.get('moodle_backup.xml')).keys()];
    const lot = lots(seed);
    const choose = (name: string): number => {
      if (name === 'anonymize') return lot() < 0.3 ? 1 : 0;
      if (['activities', 'users', 'questionbank'].includes(name)) return 1;
      return lot() < (name.endsWith('_included') ? 0.9 : 0.67) ? 1 : 0;
    };
    const chosen = names.filter((name) => !['filename', 'imscc11'].includes(name));
    return Object.fromEntries(chosen.map((name) => [name, choose(name)]));
  }

  async function holdCourse(site: Site, courseId: number, version: string, branch: number, settings: Settings) {
    const { documents } = await backUp(site, { courseId, settings });
    const registry = DefinitionRegistry.core();
    const names = (await site.database.all({ text: 'SELECT name FROM {modules}' })).map(({ name }) => name ?? '');
    const modules = new Map(names.map((name) => [name, registry.linksOfModule(name, branch)]));
    const check = new RowByRow(site, createContentTransformer({ wwwroot: site.config.wwwroot, courseId, modules }));
    const placed = placedDocuments(documents, referenceDocuments(shared, version));
    for (const { path, kind, task, xml } of placed) await check.check(path, kind, task, xml);
    const annotations = new AnnotationsByReference(site, documents, placed);
    await annotations.check();
    return { rows: check.rows, differences: [...check.differences, ...annotations.differences] };
  }
});

type Settings = Readonly<Record<string, number>>;
const everything: Settings = { logs: 1, grade_histories: 1 };

/** What a backup cannot do without, or what is no course's. */
const WHOLE_TABLES = ['config', 'config_plugins', 'course', 'context', 'user', 'role', 'capabilities', 'modules'];

/** One row in twelve of nearly every table is gone, so that keys lead nowhere. */
function holes(seed: number): (table: string) => string | null {
  return (table) => (WHOLE_TABLES.includes(table) ? null : `MOD(CRC32(CONCAT('${table}', id, 'x', ${seed})), 12) <> 0`);
}

/** Every column that may be NULL has something that needs care. A section that belongs to something is another matter. */
function filled(table: string, { name, type, nullable }: SourceColumn): string | null {
  if (!nullable || WHOLE_TABLES.includes(table)) return null;
  if (table === 'course_sections' && ['component', 'itemid'].includes(name)) return null;
  if (/int$/.test(type)) return `COALESCE(\`${name}\`, 2000000000 + id)`;
  if (!/char|text/.test(type)) return null;
  return `COALESCE(\`${name}\`, CONCAT('a &amp; <b> "c"', CHAR(13), CHAR(11), CHAR(127), id, ' é 😀 ${LINK}'))`;
}

const LINK = 'http://127.0.0.1:8045/mod/page/view.php?id=7';
