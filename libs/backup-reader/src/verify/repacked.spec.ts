import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describeWithShared } from '../../../../tools/testing/shared';
import { openBackup } from '../read/open-backup';
import { packEntries, readEntries } from '../../../archive/testing/rewrite-backup';
import { temporaryFolder } from '../../../archive/testing/folder';
import { verifyBackup } from './verify-backup';

describeWithShared('a backup that people have packed again', (shared) => {
  const folder = temporaryFolder();
  const seen = async (path: string) => {
    const { verdict, problems } = await verifyBackup(path);
    return { verdict, found: problems.map(({ code, severity }) => `${severity} ${code}`) };
  };
  const sample = (name: string) => join(shared, 'cases', name);

  it('is whole with links to files that were packed already, which are passed over', async () => {
    expect(await seen(sample('hardlink/packed-twice.mbz'))).toEqual({
      verdict: 'whole',
      found: ['remark entry-skipped'],
    });
    const backup = await openBackup(sample('hardlink/packed-twice.mbz'));
    expect(backup.information.course.shortname).toBe('BQC');
    await backup.close();
  });

  it('is named as one that Moodle refuses, as a plain tar and as one from before 1988', async () => {
    for (const name of ['plain-tar-moodle-refuses.mbz', 'v7-moodle-refuses.mbz'])
      expect(await seen(sample(`hardlink/${name}`))).toEqual({ verdict: 'damaged', found: ['damage archive-refused'] });
  });

  it('is whole with the companions of macOS, which are one line', async () => {
    const { verdict, found } = await seen(sample('appledouble/packed-on-a-mac.mbz'));
    expect({ verdict, found }).toEqual({ verdict: 'whole', found: ['remark archive-noise'] });
  });

  const plain = () => readEntries(join(shared, 'moodle/moodle45-pgsql/backups/plain.all.mbz'));

  it('counts the documents that were changed in one line, and is whole', async () => {
    const files = await plain();
    const index = indexOf(files);
    for (const [path, bytes] of files)
      if (/module\.xml$/.test(path)) files.set(path, Buffer.concat([bytes, Buffer.from('\n')]));
    await packEntries(new Map([...index, ...files]), join(folder(), 'changed.mbz'), 'zip');
    expect(await seen(join(folder(), 'changed.mbz'))).toEqual({ verdict: 'whole', found: ['remark document-changed'] });
  });

  it('has gaps where the site no longer had a person, and is damaged where somebody took the person out', async () => {
    const files = await plain();
    const referring = Buffer.from(
      String(files.get('course/inforef.xml')).replace(
        '<inforef>',
        '<inforef><userref><user><id>777777</id></user><user><id>777778</id></user></userref>',
      ),
    );
    files.set('course/inforef.xml', referring);
    const index = indexOf(files);
    await packEntries(files, join(folder(), 'gap.mbz'), 'tgz');
    const gap = await verifyBackup(join(folder(), 'gap.mbz'));
    expect([gap.verdict, gap.problems.map(({ code }) => code)]).toEqual(['whole-with-gaps', ['course-gap']]);
    expect(gap.problems[0]?.message).toContain('777777, 777778');
    files.set('users.xml', Buffer.from(String(files.get('users.xml')).replace(/<user [^]*?<\/user>/, '')));
    await packEntries(new Map([...index, ...files]), join(folder(), 'taken.mbz'), 'zip');
    expect((await seen(join(folder(), 'taken.mbz'))).verdict).toBe('damaged');
  });

  it('cannot be read where moodle_backup.xml is empty', async () => {
    const files = (await plain()).set('moodle_backup.xml', Buffer.alloc(0));
    await packEntries(files, join(folder(), 'empty.mbz'), 'zip');
    expect((await seen(join(folder(), 'empty.mbz'))).verdict).toBe('unreadable');
  });

  it('takes the last of a document that was appended to the tar', async () => {
    const files = await plain();
    const main = String(files.get('moodle_backup.xml'));
    const later = main.replace(/(<original_course_fullname>)[^<]*/, '$1Appended');
    const tar = async (part: ReadonlyMap<string, Buffer>, name: string) => {
      await packEntries(new Map(part), join(folder(), name), 'tgz');
      return gunzipSync(readFileSync(join(folder(), name)));
    };
    const whole = await tar(files, 'first.mbz');
    let last = whole.length;
    while (whole[last - 1] === 0) last -= 1;
    const kept = whole.subarray(0, Math.ceil(last / 512) * 512);
    const more = await tar(new Map([['moodle_backup.xml', Buffer.from(later)]]), 'second.mbz');
    const path = join(folder(), 'appended.mbz');
    writeFileSync(path, gzipSync(Buffer.concat([kept, more])));
    const backup = await openBackup(path);
    expect(backup.information.course.fullname).toBe('Appended');
    await backup.close();
    const { verdict, found } = await seen(path);
    expect([verdict, found.includes('remark entry-repeated')]).toEqual(['whole', true]);
  });
});

/** Moodle's own list of what is in an archive. */
function indexOf(files: ReadonlyMap<string, Buffer>): Map<string, Buffer> {
  const lines = [...files].map(([path, bytes]) => `${path}\tf\t${bytes.length}\t1700000000\n`);
  const text = `Moodle archive file index. Count: ${lines.length}\n${lines.join('')}`;
  return new Map([['.ARCHIVE_INDEX', Buffer.from(text)]]);
}
