import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { temporaryFolder } from '../../../archive/testing/folder';
import { pax, tar, type TarSpec, tgz, zip } from '../../../archive/testing/hostile-archives';
import { packEntries } from '../../../archive/testing/rewrite-backup';
import { smallBackup } from '../../testing/small-backup';
import { openBackup } from './open-backup';

const files = Object.entries(smallBackup()).map(([name, content]) => ({ name, content }));
const LONG = `activities/page_7/${'long/'.repeat(40)}x.xml`;

describe('archives of every make', () => {
  const folder = temporaryFolder();

  async function read(bytes: Buffer) {
    const path = join(folder(), 'backup.mbz');
    writeFileSync(path, bytes);
    const backup = await openBackup(path);
    try {
      const paths: string[] = [];
      for await (const document of backup.documents()) {
        paths.push(document.path);
        for await (const _ of document.rows());
      }
      const page = backup.document('activities/page_7/page.xml');
      let text = '';
      for await (const chunk of page?.bytes() ?? []) text += chunk.toString();
      return { format: backup.format, title: backup.information.course.fullname, paths, text };
    } finally {
      await backup.close();
    }
  }

  const makes: readonly [string, string, () => Buffer][] = [
    ['a gzipped tar', 'tgz', () => tgz(files)],
    ['a plain tar', 'tar', () => tar(files)],
    ['a zip', 'zip', () => zip(files)],
    ['entries in another order', 'tgz', () => tgz([...files].reverse())],
    ['folders with entries of their own, and dots', 'tgz', () => tgz(dotted())],
    ['the oldest form of tar', 'tgz', () => tgz(files.map((file) => ({ ...file, type: '\0', magic: '' })))],
    ['GNU tar', 'tgz', () => tgz(files.map((file) => ({ ...file, magic: 'ustar  ', prefix: '\x01\x02' })))],
    ['several gzip members', 'tgz', () => members(tar(files))],
    ['padding after the end', 'tgz', () => Buffer.concat([tgz(files), Buffer.alloc(700)])],
    [
      'names with backslashes',
      'zip',
      () => zip(files.map((file) => ({ ...file, name: file.name.replaceAll('/', '\\') }))),
    ],
    ['a global pax header', 'tgz', () => tgz([pax({ comment: 'made by git' }, 'g'), ...files])],
  ];
  it.each(makes)('reads %s', async (_, format, make) => {
    const found = await read(make());
    expect(found).toMatchObject({ format, title: 'Small course', text: smallBackup()['activities/page_7/page.xml'] });
    expect([...found.paths].sort()).toEqual(files.map(({ name }) => name).sort());
  });

  it.each<[string, TarSpec[]]>([
    ['GNU', [{ name: '././@LongLink', type: 'L', content: `${LONG}\0` }]],
    ['pax', [pax({ path: LONG, mtime: '1.5' })]],
  ])('reads long names of %s', async (_, before) => {
    const found = await read(tgz([...files, ...before, { name: LONG.slice(0, 100), content: '<x>1</x>' }]));
    expect(found.paths).toContain(LONG);
  });

  it('reads what the tar of this system packs', async () => {
    for (const { name, content } of files) {
      mkdirSync(dirname(join(folder(), 'in', name)), { recursive: true });
      writeFileSync(join(folder(), 'in', name), content);
    }
    execFileSync('tar', ['czf', join(folder(), 'made.tgz'), '-C', join(folder(), 'in'), '.']);
    const backup = await openBackup(join(folder(), 'made.tgz'));
    expect(backup.activities).toMatchObject([{ id: 7, title: 'Read me' }]);
    await backup.close();
  });

  it.each<[string, () => Buffer, string]>([
    ['a gzipped tar', () => tgz(files), 'something that is no part of it follows its end'],
    ['a zip', () => zip(files), 'its end is not where it should be; something was added to the file'],
  ])('says so where something was added after %s', async (_, make, sentence) => {
    const added = read(Buffer.concat([make(), Buffer.from('something else')]));
    await expect(added).rejects.toMatchObject({ code: 'archive-damaged', message: expect.stringContaining(sentence) });
  });

  it.each(['tgz', 'zip'] as const)('reads what we pack ourselves as %s', async (format) => {
    const path = join(folder(), 'ours.mbz');
    await packEntries(new Map(files.map(({ name, content }) => [name, Buffer.from(content)])), path, format);
    const backup = await openBackup(path);
    expect(backup.format).toBe(format);
    expect(await backup.outline()).toMatchObject([{ id: 3, number: 1, activities: [{ modname: 'page' }] }]);
    await backup.close();
  });
});

function dotted(): TarSpec[] {
  const folders = ['./', './activities/', './activities/page_7/', './activities/'].map((name) => ({ name, type: '5' }));
  return [...folders, ...files.map((file) => ({ ...file, name: `./${file.name}` }))];
}

function members(bytes: Buffer): Buffer {
  const size = 700;
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(gzipSync(bytes.subarray(at, at + size)));
  return Buffer.concat(parts);
}
