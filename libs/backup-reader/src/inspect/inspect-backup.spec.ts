import { join } from 'node:path';
import { describeWithShared } from '../../../../tools/testing/shared';
import { openBackup } from '../read/open-backup';
import { activityText, findActivity } from './activity-text';
import { plainText } from './html-text';
import { inspectBackup } from './inspect-backup';

describeWithShared('what is in a backup', (shared) => {
  const sample = (name: string) => join(shared, 'moodle', name);

  it('is told with sizes that add up', async () => {
    const backup = await openBackup(sample('moodle45-pgsql/backups/everything.all.mbz'));
    const found = await inspectBackup(backup);
    await backup.close();
    expect(found).toMatchObject({
      format: 'tgz',
      users: 17,
      looseActivities: [],
      questions: { count: 31, versions: 37, categories: 4 },
      files: { count: 291, contents: 145 },
      documents: { count: 770, bytes: 2476706 },
    });
    expect(found.questions.types.reduce((sum, { count }) => sum + count, 0)).toBe(found.questions.count);
    expect(found.files.types.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(found.files.bytes);
    const space = found.space.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(space).toBe(found.files.bytes + found.documents.bytes);
    expect(found.space.find(({ part }) => part === 'folder_7')).toMatchObject({ title: 'Folder', files: 9 });
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it.each([
    ['moodle51-mariadb/backups/everything.default_zip.mbz', 'zip', 0],
    ['moodle45-mariadb/backups/plain.users_noanon.mbz', 'tgz', 1],
    ['moodle45-pgsql/backups/everything.no_files.mbz', 'tgz', 17],
    ['moodle45-pgsql/backups/everything.no_activities.mbz', 'tgz', 16],
  ])('of %s too', async (name, format, users) => {
    const backup = await openBackup(sample(name));
    expect(await inspectBackup(backup)).toMatchObject({ format, users });
    await backup.close();
  });

  it('includes the text of each activity', async () => {
    const backup = await openBackup(sample('moodle45-pgsql/backups/everything.all.mbz'));
    const pieces = [];
    for await (const piece of activityText(backup, findActivity(backup, 'choice_12'))) pieces.push(piece);
    expect(pieces.map(({ texts }) => texts[0]?.text)).toEqual([
      `About this choice: A & B "q" ]]> l'été 😀 אב`,
      'Green & tea',
      'Black',
      'None',
    ]);
    for (const activity of backup.activities)
      for await (const { level } of activityText(backup, activity)) expect(level).toBeLessThan(9);
    expect(() => findActivity(backup, 'page_999')).toThrow('There is no activity "page_999"');
    await backup.close();
  });
});

describe('HTML as text', () => {
  it.each([
    ['<p>One</p><p>Two <b>words</b></p>', '1', 'One\n\nTwo words'],
    ['<h3>Head</h3><ul><li>a</li><li>b</li></ul>', '1', 'Head\n\n * a\n * b'],
    ['1 < 2 & 3', '2', '1 < 2 & 3'],
    ['# Mark *down*', '4', '# Mark *down*'],
    ['a &lt; b<br>c', '0', 'a < b\nc'],
    ['<script>alert(1)</script><p>x', '1', 'x'],
  ])('%j in format %s', (text, format, expected) => {
    expect(plainText(text, format).trim()).toBe(expected);
  });

  it('comes to an end, however deep', () => {
    expect(plainText('<div>'.repeat(20_000), '1').length).toBeLessThan(100_000);
  });
});
