import { join } from 'node:path';
import fc from 'fast-check';
import { openBackup, verifyBackup } from '@coursekeep/backup-reader';
import { describeWithShared } from '../../../../tools/testing/shared';
import { temporaryFolder } from '../../../archive/testing/folder';
import { packEntries, readEntries } from '../../../archive/testing/rewrite-backup';
import { smallBackup } from '../../../backup-reader/testing/small-backup';
import { withLook } from './course-document';
import { prepareCopy } from './prepare-copy';

const look = { fullname: 'New & old', shortname: 'new', visible: false };
const COURSE = 'course/course.xml';

describe('The copy that is handed to Moodle', () => {
  const folder = temporaryFolder();
  const small = () => new Map(Object.entries(smallBackup()).map(([path, text]) => [path, Buffer.from(text)]));

  it.each(['tgz', 'zip'] as const)('differs from the backup (%s) in its course’s record alone', async (format) => {
    const file = join(folder(), 'old.mbz');
    const files = small().set('files/aa/content', Buffer.alloc(3_000_000, 'x'));
    await packEntries(files, file, format);
    const { path } = await prepareCopy(file, look, folder(), 'new.mbz');
    const copied = await readEntries(path);
    expect([...copied.keys()]).toEqual([...files.keys()]);
    for (const [name, bytes] of files) if (name !== COURSE) expect(copied.get(name)!.equals(bytes)).toBe(true);
    expect(copied.get(COURSE)!.toString()).toContain('<shortname>new</shortname>');
  });

  it('is not made of what is no whole course, and leaves nothing behind', async () => {
    const files = small();
    files.delete(COURSE);
    const file = join(folder(), 'old.mbz');
    await packEntries(files, file);
    await expect(prepareCopy(file, look, folder(), 'new.mbz')).rejects.toMatchObject({ code: 'not-a-backup' });
    await expect(readEntries(join(folder(), 'new.mbz'))).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('ends where it is told to end', async () => {
    const file = join(folder(), 'old.mbz');
    await packEntries(small(), file);
    await expect(prepareCopy(file, look, folder(), 'new.mbz', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  describeWithShared('of a real backup', (shared) => {
    it('is as sound as the backup, and has the names', async () => {
      const file = join(shared, 'moodle/moodle45-pgsql/backups/everything.all.mbz');
      const { path } = await prepareCopy(file, look, folder(), 'new.mbz');
      const [was, is] = [await verifyBackup(file), await verifyBackup(path)];
      expect(is.verdict).toBe('whole');
      expect({ ...is.checked, bytes: 0 }).toEqual({ ...was.checked, bytes: 0, entries: was.checked.entries });
      const backup = await openBackup(path);
      const course = await backup.course();
      expect([course?.values.get('fullname'), course?.values.get('shortname'), course?.values.get('visible')]).toEqual([
        'New & old',
        'new',
        '0',
      ]);
      await backup.close();
    });
  });
});

describe('The record of the course', () => {
  it('changes the course’s own fields, and none that is named alike elsewhere in it', () => {
    const before = `<?xml version="1.0"?>
<course id="2" contextid="5"><!-- <shortname>c</shortname> --><shortname>old</shortname><fullname>O</fullname>
<summary>&lt;fullname&gt;</summary><visible>1</visible><category id="1"><fullname>Category</fullname><visible>1</visible></category>
</course>`;
    expect(withLook(before, look)).toBe(`<?xml version="1.0"?>
<course id="2" contextid="5"><!-- <shortname>c</shortname> --><shortname>new</shortname><fullname>New &amp; old</fullname>
<summary>&lt;fullname&gt;</summary><visible>0</visible><category id="1"><fullname>Category</fullname><visible>1</visible></category>
</course>`);
  });

  it('says each field once, whatever was there', () => {
    const field = fc.constantFrom(
      '<shortname>a</shortname>',
      '<fullname/>',
      '<visible>1</visible>',
      '<x>&lt;</x>',
      '<![CDATA[<visible>]]>',
    );
    const name = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(fc.array(field), name, name, fc.boolean(), (fields, fullname, shortname, visible) => {
        const once = withLook(`<course id="2">${fields.join('')}</course>`, { fullname, shortname, visible });
        expect(withLook(once, { fullname, shortname, visible })).toBe(once);
        for (const tag of ['shortname', 'fullname', 'visible'])
          expect(once.split(`<${tag}>`).length).toBeGreaterThan(1);
      }),
    );
  });

  it.each(['', '<other/>', '<course>', '<course></other>', '<course><a></course></a>'])(
    'is refused where it is none: %j',
    (text) => {
      expect(() => withLook(text, look)).toThrow('no record of its course');
    },
  );
});
