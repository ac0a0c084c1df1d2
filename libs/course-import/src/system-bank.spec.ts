import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from './findings';
import { importBackup } from './import-backup';
import { packFiles } from '../testing/backup-files';
import { emptySite } from '../../embedded-site/testing/empty-site';
import { rowsAdded } from '../../embedded-site/testing/site-content';
import { flatQuestion, smallFlatBackup } from '../testing/small-flat-backup';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-system-bank-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('questions in the bank of the whole site', () => {
  const picture = Buffer.from('a picture');
  const hash = createHash('sha1').update(picture).digest('hex');
  const file = (id: number, component: string, area: string, item: number) =>
    `<file id="${id}"><contenthash>${hash}</contenthash><contextid>1</contextid><component>${component}</component>
<filearea>${area}</filearea><itemid>${item}</itemid><filepath>/</filepath><filename>p.png</filename><userid>$@NULL@$</userid>
<filesize>${picture.length}</filesize><mimetype>image/png</mimetype><status>0</status><timecreated>1</timecreated><timemodified>1</timemodified>
<source>$@NULL@$</source><author>$@NULL@$</author><license>$@NULL@$</license><sortorder>0</sortorder>
<repositorytype>$@NULL@$</repositorytype><repositoryid>$@NULL@$</repositoryid><reference>$@NULL@$</reference></file>`;

  it('come in with their pictures; other files of the site’s context do not', async () => {
    const site = await emptySite(join(folder, 'site'));
    const files = smallFlatBackup({ questions: flatQuestion(41, 'description'), slots: '' });
    const questions = String(files.get('questions.xml'))
      .replaceAll('<contextid>5</contextid><contextlevel>50<', '<contextid>1</contextid><contextlevel>10<')
      .replaceAll('<contextinstanceid>2<', '<contextinstanceid>0<');
    files.set('questions.xml', Buffer.from(questions));
    const listed =
      file(61, 'question', 'questiontext', 41) +
      file(62, 'question', 'questiontext', 4711) +
      file(63, 'core', 'logo', 0);
    files.set('files.xml', Buffer.from(`<?xml version="1.0"?><files>${listed}</files>`));
    files.set(`files/${hash.slice(0, 2)}/${hash}`, picture);
    const backup = await packFiles(files, join(folder, 'system.mbz'));
    let findings: readonly Finding[] = [];
    const rows = await rowsAdded(site, async () => ({ findings } = await importBackup(backup, site)));
    expect(rows('question').map(({ id }) => id)).toEqual([41]);
    expect(rows('files').map(({ component, itemid }) => [component, itemid])).toEqual([['question', 41]]);
    expect(findings.filter(({ code }) => code === 'refused-file').map(({ count }) => count)).toEqual([2]);
  });
});
