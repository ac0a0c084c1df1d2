import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithShared } from '../../../tools/testing/shared';
import { createEmbeddedSite } from '@coursekeep/embedded-site';
import { emptySite } from '../../embedded-site/testing/empty-site';
import { rowsAdded } from '../../embedded-site/testing/site-content';
import { backUp, packFiles, readFiles } from '../testing/backup-files';
import { flatQuestion, smallFlatBackup } from '../testing/small-flat-backup';
import { importBackup, type ImportResult } from './import-backup';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-lost-banks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const named = ({ findings }: ImportResult) =>
  findings.flatMap(({ code, message, count }) => (code === 'unknown-module' ? [`${count} ${message}`] : []));

describeWithShared('questions in the bank of an activity of an unknown kind', (shared) => {
  const studentQuiz = join(shared, 'cases', 'import-questions-lost', 'studentquiz-45.mbz');

  it('come into the bank of the course, are named with their number, and are in its next backup', async () => {
    const site = await emptySite(join(folder, 'site'));
    let result!: ImportResult;
    const rows = await rowsAdded(site, async () => (result = await importBackup(studentQuiz, site)));
    expect(named(result)).toEqual([
      '1 Activities of the kind “studentquiz”, which this site does not know.',
      '3 Questions in the bank of activities of the kind “studentquiz”: they are in the bank of the course here.',
    ]);
    expect(rows('question').map(({ name }) => name)).toEqual(['T/F v1', 'T/F v2', 'T/F v3']);
    const [course] = rows('context').filter(({ contextlevel }) => Number(contextlevel) === 50);
    const categories = rows('question_categories');
    expect(new Set(categories.map(({ contextid }) => contextid))).toEqual(new Set([course?.id]));
    const top = categories.filter(({ parent }) => Number(parent) === 0);
    expect(top.map(({ name }) => name)).toEqual(['top']);
    expect(categories.find(({ name }) => name === 'studentquiz 2')?.parent).toBe(top[0]?.id);
    expect(rows('context').filter(({ contextlevel }) => Number(contextlevel) === 70)).toEqual([]);
    const again = await readFiles(await backUp(site, result.courseId, join(folder, 'again')));
    expect(String(again.get('questions.xml')).match(/<name>T\/F v\d/g)).toHaveLength(3);
  }, 60_000);

  it('become a question bank of the course where those are activities, since Moodle 5.0', async () => {
    const site = join(folder, 'newer');
    const now = 1_790_000_000;
    await createEmbeddedSite(site, { wwwroot: 'http://127.0.0.1:8051', now, courses: 'none', release: '5.1' });
    const result = await importBackup(studentQuiz, site);
    expect(named(result)[1]).toBe(
      '3 Questions in the bank of activities of the kind “studentquiz”: they are in a question bank of their own here.',
    );
    const again = await readFiles(await backUp(site, result.courseId, join(folder, 'newer-again')));
    expect(String(again.get('questions.xml')).match(/<name>T\/F v\d/g)).toHaveLength(3);
    expect([...again.keys()].filter((path) => path.endsWith('/qbank.xml'))).toHaveLength(1);
    expect(String(again.get('moodle_backup.xml'))).toContain('<title>studentquiz 2</title>');
  }, 60_000);
});

describe('the bank of an activity of an unknown kind', () => {
  it('is that of the course where the course has none, and no other files of the activity come in', async () => {
    const site = await emptySite(join(folder, 'flat'));
    const files = smallFlatBackup({
      questions: flatQuestion(41, 'description') + flatQuestion(42, 'description'),
      slots: '',
    });
    for (const [path, content] of [...files]) {
      const text = String(content)
        .replaceAll('quiz', 'peerquiz')
        .replaceAll('<contextid>5</contextid><contextlevel>50<', '<contextid>9</contextid><contextlevel>70<');
      files.delete(path);
      files.set(
        path.replaceAll('quiz', 'peerquiz'),
        Buffer.from(text.replaceAll('<contextinstanceid>2<', '<contextinstanceid>7<')),
      );
    }
    const file = `<file id="1"><contenthash>${'a'.repeat(40)}</contenthash><contextid>9</contextid><component>mod_peerquiz</component>
<filearea>intro</filearea><itemid>0</itemid><filepath>/</filepath><filename>p.png</filename><filesize>1</filesize></file>`;
    files.set('files.xml', Buffer.from(`<?xml version="1.0"?><files>${file}</files>`));
    let result!: ImportResult;
    const backup = await packFiles(files, join(folder, 'flat.mbz'));
    const rows = await rowsAdded(site, async () => (result = await importBackup(backup, site)));
    expect(named(result)).toEqual([
      '1 Activities of the kind “peerquiz”, which this site does not know.',
      '2 Questions in the bank of activities of the kind “peerquiz”: they are in the bank of the course here.',
    ]);
    const categories = rows('question_categories');
    expect(categories.filter(({ parent }) => Number(parent) === 0).map(({ name }) => name)).toEqual(['top']);
    expect(rows('files')).toEqual([]);
  }, 60_000);
});
