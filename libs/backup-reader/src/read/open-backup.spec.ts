import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describeWithShared } from '../../../../tools/testing/shared';
import { temporaryFolder } from '../../../archive/testing/folder';
import { packEntries, readEntries } from '../../../archive/testing/rewrite-backup';
import type { Backup } from './backup/backup';
import { openBackup } from './open-backup';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function* none(): AsyncGenerator<never> {
  // A document that is not there fails the expectations.
}

async function sha1(bytes: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha1');
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest('hex');
}

describeWithShared('an open backup', (shared) => {
  const path = join(shared, 'moodle/moodle45-pgsql/backups/everything.all.mbz');
  let backup: Backup;
  beforeAll(async () => {
    backup = await openBackup(path);
  });
  afterAll(() => backup.close());

  it('knows what moodle_backup.xml says', () => {
    expect(backup.information).toMatchObject({
      filename: 'everything.all.mbz',
      backupRelease: '4.5',
      type: 'course',
      mode: 10,
      includesFiles: true,
      course: { id: 2, shortname: 'everything', fullname: 'Everything & "more" ]]> 🐘', contextId: 31 },
    });
    expect(backup.settings).toContainEqual({ level: 'activity', name: 'page_2_included', value: '1', part: 'page_2' });
    expect(backup.activities).toHaveLength(42);
    expect(backup.sections).toHaveLength(8);
  });

  it('has the course page, with subsections where they are', async () => {
    const outline = await backup.outline();
    expect(outline.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const subsection = outline[1]?.activities[0];
    expect(subsection).toMatchObject({ modname: 'subsection', section: { activities: [{ title: 'Page in sub' }] } });
  });

  it('has people, groups, questions and files', async () => {
    expect((await backup.course())?.values.get('shortname')).toBe('everything');
    expect(await all(backup.users())).toHaveLength(17);
    expect((await all(backup.users())).find(({ id }) => id === 4)).toMatchObject({ username: 's2', firstname: 'Seán' });
    expect((await all(backup.groups())).map(({ id, members }) => [id, members.length])).toEqual([
      [1, 4],
      [2, 3],
      [3, 2],
    ]);
    expect((await all(backup.groupings())).map(({ groups }) => groups.length)).toEqual([2, 1]);
    const questions = await all(backup.questions());
    expect(questions).toHaveLength(37);
    expect(questions[0]).toMatchObject({ qtype: 'multichoice', version: 1, category: { id: 2 }, parentId: null });
    const files = await all(backup.files());
    expect(files).toHaveLength(291);
    expect(files.every(({ filename }) => filename !== '.')).toBe(true);
  });

  it('gives every content, the same as its hash', async () => {
    const hashes = new Set(
      (await all(backup.files())).filter(({ isReference }) => !isReference).map((file) => file.contenthash),
    );
    for (const hash of [...hashes].slice(0, 25)) expect(await sha1(backup.content(hash))).toBe(hash);
    for (const hash of hashes) expect(backup.hasContent(hash)).toBe(true);
    await expect(all(backup.content('0'.repeat(40)))).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each([
    'folder_7/big.txt',
    'Folder/big.txt',
    'General & <info>/Folder/big.txt',
    'big.txt',
    '5b8e05dd57ecd290e68e1ecf7d924420eeef542e',
    '/37/mod_folder/content/0/big.txt',
    'https://moodle.example/pluginfile.php/37/mod_folder/content/0/big.txt?forcedownload=1',
    'https://moodle.example/pluginfile.php/37/mod_folder/content/12/big.txt',
  ])('finds a file as %s', async (wanted) => {
    if (wanted.includes('/12/')) await expect(backup.findFile(wanted)).rejects.toMatchObject({ code: 'not-found' });
    else expect(await backup.findFile(wanted)).toMatchObject({ filename: 'big.txt', component: 'mod_folder' });
  });

  it('finds the file of a resource by its name and under the revisions in its addresses', async () => {
    const file = await backup.findFile('Hand-out.pdf');
    expect(file.component).toBe('mod_resource');
    const address = `/pluginfile.php/${file.contextId}/mod_resource/content/3/${encodeURIComponent(file.filename)}`;
    expect((await backup.findFile(address)).id).toBe(file.id);
  });

  it('names the files that one name may mean, and finds each by the name given', async () => {
    const failed = await backup.findFile('f3.png').catch((error: Error) => error.message);
    expect(failed).toMatch(/may be \d+ files: \/\d+\/\w+\/icon\/\d+\/f3\.png/);
    const [, address = ''] = /files: (\S+?),/.exec(String(failed)) ?? [];
    expect((await backup.findFile(address)).filename).toBe('f3.png');
  });

  it('finds every file under the path that it gives for it', async () => {
    const files = await all(backup.files());
    for (const file of files.filter((_, at) => at % 12 === 0)) {
      const found = await backup.findFile(await backup.pathOf(file));
      expect(found.contenthash).toBe(file.contenthash);
    }
  });

  it('knows every document and every record by its definition', async () => {
    const unknown = new Set<string>();
    for await (const document of backup.documents()) {
      if (document.kind.file === 'inforef.xml') continue;
      if (!document.kind.definition) unknown.add(document.path);
      for await (const row of document.rows()) if (!row.definition) unknown.add(`${document.path} ${row.path}`);
    }
    expect([...unknown]).toEqual([]);
  });

  it('tells NULL, nothing and absent values apart, and encrypted ones', async () => {
    const [section] = await all(backup.document('sections/section_4/section.xml')?.rows() ?? none());
    expect(section?.values.get('name')).toBeNull();
    expect(section?.values.has('nothing of that name')).toBe(false);
    const users = await all(backup.document('users.xml')?.rows() ?? none());
    expect(users.find(({ values }) => values.get('username') === 's2')?.values.get('address')).toBe('');
    const tools = await all(backup.document('activities/lti_32/lti.xml')?.rows() ?? none());
    expect(tools.some(({ encrypted }) => encrypted.size > 0)).toBe(true);
  });
});

describeWithShared('documents that do not stay at hand', (shared) => {
  const folder = temporaryFolder();

  it('are unpacked again, with the same outcome', async () => {
    const path = join(shared, 'moodle/moodle51-mariadb/backups/plain.all.mbz');
    const roomy = await openBackup(path);
    const tight = await openBackup(path, { limits: { spoolBytes: 2000 }, workFolder: folder() });
    for await (const document of roomy.documents()) {
      expect(await tight.document(document.path)?.digest()).toBe(await document.digest());
    }
    await Promise.all([roomy.close(), tight.close()]);
  });

  it('are found in any archive as they were packed', async () => {
    const files = await readEntries(join(shared, 'moodle/moodle51-mariadb/backups/plain.all.mbz'));
    await packEntries(files, join(folder(), 'copy.zip'), 'zip');
    const copy = await openBackup(join(folder(), 'copy.zip'));
    for await (const document of copy.documents()) {
      const bytes = Buffer.concat(await all(document.bytes()));
      expect(bytes.equals(files.get(document.path) ?? Buffer.alloc(0))).toBe(true);
    }
    await copy.close();
  });
});
