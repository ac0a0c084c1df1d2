import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithShared } from '../../../../tools/testing/shared';
import { temporaryFolder } from '../../../archive/testing/folder';
import { packEntries, readEntries } from '../../../archive/testing/rewrite-backup';
import { smallBackup } from '../../testing/small-backup';
import { verifyBackup } from './verify-backup';

describeWithShared("Moodle's own backups are whole", (shared) => {
  const sites = ['moodle45-pgsql', 'moodle45-mariadb', 'moodle51-mariadb'];
  it.each(sites)('of %s', async (site) => {
    const folder = join(shared, 'moodle', site, 'backups');
    const samples = readdirSync(folder).filter((name) => name.endsWith('.mbz'));
    expect(samples.length).toBeGreaterThan(30);
    for (const sample of samples) {
      const { verdict, problems, checked } = await verifyBackup(join(folder, sample));
      expect({ sample, verdict, problems }).toEqual({ sample, verdict: 'whole', problems: [] });
      expect(checked.documents).toBeGreaterThan(20);
    }
  });
});

describe('backups of other programs', () => {
  const folder = temporaryFolder();
  const files = new Map(Object.entries(smallBackup()).map(([path, text]) => [path, Buffer.from(text)]));

  it('need nothing but what a restore needs', async () => {
    await packEntries(files, join(folder(), 'small.mbz'));
    expect(await verifyBackup(join(folder(), 'small.mbz'))).toMatchObject({ verdict: 'whole', problems: [] });
  });

  it('name each thing that is missing, and what it means', async () => {
    const some = new Map([...files].filter(([path]) => !path.endsWith('page.xml')));
    await packEntries(some, join(folder(), 'small.mbz'));
    const report = await verifyBackup(join(folder(), 'small.mbz'));
    expect(report).toMatchObject({
      verdict: 'damaged',
      problems: [
        {
          code: 'document-missing',
          message: 'The content of "Read me" (page) is missing (activities/page_7/page.xml).',
          consequence: 'This activity is not restored.',
          path: 'activities/page_7/page.xml',
        },
      ],
    });
  });
});

describeWithShared('an index that tells of other contents', (shared) => {
  const folder = temporaryFolder();

  it('shows that an archive was changed after it was made', async () => {
    const files = await readEntries(join(shared, 'moodle/moodle45-pgsql/backups/plain.default.mbz'));
    const index = [...files].map(([path, bytes]) => `${path}\tf\t${bytes.length}\t1700000000\n`);
    const text = `Moodle archive file index. Count: ${index.length}\n${index.join('')}`;
    const path = [...files.keys()].find((name) => name.endsWith('page.xml')) ?? '';
    files.set(path, Buffer.from(String(files.get(path)).replace('</name>', ' too</name>')));
    await packEntries(new Map([['.ARCHIVE_INDEX', Buffer.from(text)], ...files]), join(folder(), 'a.mbz'), 'zip');
    const { verdict, problems } = await verifyBackup(join(folder(), 'a.mbz'));
    expect({ verdict, codes: problems.map(({ code }) => code) }).toEqual({
      verdict: 'whole',
      codes: ['document-changed'],
    });
    expect(problems[0]?.path).toBe(path);
  });
});
