import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Backup, diffBackups, inspectBackup, openBackup, verifyBackup } from '@coursekeep/backup-reader';
import { importBackup } from './import-backup';
import { describeWithShared } from '../../../tools/testing/shared';
import { backUp, packFiles, readFiles } from '../testing/backup-files';
import { emptySite } from '../../embedded-site/testing/empty-site';
import { comparable, flatten, newestVersions } from '../testing/flat-backup';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-flat-'));
let made = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nextSite = () => emptySite(join(folder, `site-${++made}`));

async function withBackup<T>(file: string, use: (backup: Backup) => Promise<T>): Promise<T> {
  const backup = await openBackup(file);
  try {
    return await use(backup);
  } finally {
    await backup.close();
  }
}

describeWithShared('a backup of Moodle 4.5 made to one of Moodle 3.11', (shared) => {
  describe.each(['quizbank.all', 'everything.all', 'quizbank.default', 'quizbank.no_activities'])('%s', (name) => {
    const golden = join(shared, 'moodle/moodle45-pgsql/backups', `${name}.mbz`);
    let files: Map<string, Buffer>;
    let [modern, old] = ['', ''];
    beforeAll(async () => {
      files = newestVersions(await readFiles(golden));
      modern = await packFiles(files, join(folder, `${name}-45.mbz`));
      old = await packFiles(flatten(files), join(folder, `${name}-311.mbz`));
    });

    it('has the same questions and quizzes after import and backup, under old ids and under new ones', async () => {
      const [site, modernSite] = [await nextSite(), await nextSite()];
      const { courseId, findings } = await importBackup(old, site);
      const expected = (await importBackup(modern, modernSite)).findings.map(({ message }) => message);
      expect(findings.map(({ message }) => message)).toEqual([
        'The backup was made by Moodle 3.11 (Build: 20210517); this site is a Moodle 4.5.',
        ...expected,
      ]);
      const before = comparable(files);
      const after = comparable(await readFiles(await backUp(site, courseId, join(folder, `${name}-out`))));
      expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
      for (const [path, text] of before) expect([path, lines(after.get(path))]).toEqual([path, lines(text)]);

      const again = async (file: string, into: string) => {
        const { courseId: second } = await importBackup(file, into);
        const texts = comparable(await readFiles(await backUp(into, second, join(folder, `again-${++made}`))));
        return [...texts].flatMap(([path, text]) => lines(withoutNumbers(`${path}\n${text}`))).sort();
      };
      expect(await again(old, site)).toEqual(await again(modern, modernSite));
    }, 120_000);

    it('is counted, compared and verified as the modern one is', async () => {
      const [was, is] = [await withBackup(modern, inspectBackup), await withBackup(old, inspectBackup)];
      expect(is.questions).toEqual(was.questions);
      const [before, after] = [await verifyBackup(modern), await verifyBackup(old)];
      expect(after.problems).toEqual(before.problems);
      const changed = new Map(flatten(files));
      const text = changed.get('questions.xml')!.toString('utf8');
      changed.set('questions.xml', Buffer.from(text.replace(/<name>truefalse [^<]*/, '<name>Another name')));
      const other = await packFiles(changed, join(folder, `${name}-changed.mbz`));
      const compare = (first: string, then: string) =>
        withBackup(first, (one) => withBackup(then, (two) => diffBackups(one, two)));
      expect((await compare(old, old)).changes).toEqual([]);
      const { changes } = await compare(old, other);
      expect(changes).toEqual([expect.objectContaining({ thing: 'question', kind: 'renamed' })]);
    }, 60_000);
  });

  it('has what the old form has: random questions with tags and without, hidden ones, parts of others', async () => {
    const golden = join(shared, 'moodle/moodle45-pgsql/backups/quizbank.all.mbz');
    const flat = flatten(newestVersions(await readFiles(golden)));
    const text = (path: RegExp) => [...flat].filter(([name]) => path.test(name)).map(([, bytes]) => bytes.toString());
    const [bank = ''] = text(/^questions\.xml$/);
    const quizzes = text(/quiz\.xml$/).join('');
    expect(bank).not.toMatch(/question_bank_entr|question_version|plugin_qbank/);
    expect(quizzes).not.toMatch(/question_(set_)?reference|quizgradeitemid/);
    for (const form of [/<qtype>random</, /<hidden>1</, /<parent>87</]) expect(bank).toMatch(form);
    for (const form of [/<tagid>/, /<includingsubcategories>1/, /<question_attempt /]) expect(quizzes).toMatch(form);
  });
});

const lines = (text = '') => text.split('\n');
const withoutNumbers = (text: string): string => text.replace(/\d+/g, '#').replace(/<stamp>[^<]*/g, '<stamp>');
