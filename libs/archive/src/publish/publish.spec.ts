import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import type { ArchiveSummary } from '../write/archive';
import { isLeftover, removeLeftovers } from './leftovers';
import { writeBackupFile } from './publish';
import { directory, fileEntry, noise } from '../../testing/entries';
import { temporaryFolder } from '../../testing/folder';
import { writeTgz } from '../write/tgz';
import { writeZip } from '../write/zip';

const entries = [
  directory('files/'),
  fileEntry('files/aa', noise(300_000), { content: 'stored' }),
  fileEntry('moodle_backup.xml', '<?xml version="1.0"?>\n<moodle_backup>\n</moodle_backup>\n'),
];
const NAME = 'backup-moodle2-course-4-x-20190211-1352.mbz';

describe('writeBackupFile', () => {
  const folder = temporaryFolder();

  it.each([
    ['tgz', writeTgz],
    ['zip', writeZip],
  ])('publishes a verified %s under its name and nothing else', async (_, write) => {
    const target = join(folder(), 'new', 'folder');
    const seen: string[] = [];
    const published = await writeBackupFile(
      target,
      NAME,
      async (into) => {
        const summary = await write(entries, into);
        seen.push(...(await readdir(target)));
        return summary;
      },
      { verify: true },
    );
    expect(seen.every(isLeftover)).toBe(true);
    expect(seen).toHaveLength(1);
    expect(await readdir(target)).toEqual([NAME]);
    expect(published).toMatchObject({ filename: NAME, path: join(target, NAME), entries: 3 });
    const file = await stat(published.path);
    expect([file.size, file.mode & 0o7777]).toEqual([published.size, 0o640]);
  });

  it.each([
    ['number', 'backup-moodle2-course-4-x-20190211-1352-2.mbz'],
    ['replace', NAME],
  ] as const)('when the name is taken: %s', async (ifTaken, expected) => {
    await writeFile(join(folder(), NAME), 'the old one');
    const published = await writeBackupFile(folder(), NAME, (into) => writeTgz(entries, into), { ifTaken });
    expect(published.filename).toBe(expected);
    expect(await readFile(join(folder(), NAME), 'latin1')).toMatch(
      ifTaken === 'number' ? /^the old one$/ : /^\x1f\x8b/,
    );
  });

  it('when the name is taken: fail', async () => {
    await writeFile(join(folder(), NAME), 'the old one');
    await expect(
      writeBackupFile(folder(), NAME, (into) => writeTgz(entries, into), { ifTaken: 'fail' }),
    ).rejects.toMatchObject({ code: 'backup-file-exists' });
    expect(await readdir(folder())).toEqual([NAME]);
  });

  it('gives every one of many backups of the same minute its own name', async () => {
    const all = await Promise.all(
      Array.from({ length: 12 }, () => writeBackupFile(folder(), NAME, (into) => writeTgz(entries, into))),
    );
    expect(new Set(all.map(({ filename }) => filename)).size).toBe(12);
    expect((await readdir(folder())).sort()).toEqual(all.map(({ filename }) => filename).sort());
  });

  it.each<[string, (into: Writable) => Promise<ArchiveSummary>]>([
    ['fails at once', () => Promise.reject(new Error('boom'))],
    ['fails in the middle', (into) => writeTgz([...entries, fileEntry('z', 'z', { size: 9 })], into)],
    [
      'is aborted',
      (into) => {
        const stop = new AbortController();
        const hanging = fileEntry('z', 'z', { open: () => new Readable({ read: () => stop.abort() }) });
        return writeTgz([...entries, hanging], into, { signal: stop.signal });
      },
    ],
    ['does not end its target', async (into) => (into.write('x'), { entries: 0, size: 1, contentHash: '' })],
  ])('leaves nothing when the writing %s', async (_, write) => {
    await expect(writeBackupFile(folder(), NAME, write)).rejects.toBeDefined();
    expect(await readdir(folder())).toEqual([]);
  });

  it('leaves nothing when it is told to stop after the writing', async () => {
    const stop = new AbortController();
    const write = async (into: Writable) => {
      const summary = await writeTgz(entries, into);
      stop.abort();
      return summary;
    };
    await expect(writeBackupFile(folder(), NAME, write, { signal: stop.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(await readdir(folder())).toEqual([]);
  });

  describe('with verify', () => {
    const lying = (change: (summary: ArchiveSummary) => Partial<ArchiveSummary>) => async (into: Writable) => {
      const summary = await writeTgz(entries, into);
      return { ...summary, ...change(summary) };
    };
    const damaged = (bytes: Buffer) => (into: Writable) =>
      new Promise<ArchiveSummary>((resolve) =>
        into.end(bytes, () => resolve({ entries: 3, size: bytes.length, contentHash: '' })),
      );

    it.each<[string, RegExp, (into: Writable) => Promise<ArchiveSummary>]>([
      ['another size', /bytes instead of/, lying(({ size }) => ({ size: size + 1 }))],
      ['other bytes', /bytes have changed/, lying(() => ({ contentHash: '0'.repeat(40) }))],
      ['an entry too few', /3 entries instead of 4/, lying(() => ({ entries: 4 }))],
      ['no moodle_backup.xml', /moodle_backup.xml is missing/, (into) => writeTgz(entries.slice(0, 2), into)],
      [
        'half a moodle_backup.xml',
        /moodle_backup.xml is damaged/,
        (into) => writeTgz([fileEntry('moodle_backup.xml', '<moodle_backup>')], into),
      ],
      [
        'half a moodle_backup.xml in a zip',
        /moodle_backup.xml is damaged/,
        (into) => writeZip([fileEntry('moodle_backup.xml', '<moodle_backup>')], into),
      ],
      ['no gzip at all', /cannot be read/, damaged(Buffer.from('not an archive'))],
      [
        'half a gzip',
        /cannot be read: The archive ends too early/,
        damaged(Buffer.from('1f8b08000000000000034b', 'hex')),
      ],
      ['half a zip', /cannot be read/, damaged(Buffer.from('PK\x03\x04'))],
      ['nothing', /cannot be read/, damaged(Buffer.alloc(0))],
    ])('refuses %s', async (_, message, write) => {
      await expect(writeBackupFile(folder(), NAME, write, { verify: true })).rejects.toMatchObject({
        code: 'archive-broken',
        message: expect.stringMatching(message),
      });
      expect(await readdir(folder())).toEqual([]);
    });
  });

  it.each(['', '.', '..', 'a/b.mbz', '/a', 'a\0b', 'x'.repeat(256)])('refuses the file name %j', async (name) => {
    await expect(writeBackupFile(folder(), name, (into) => writeTgz(entries, into))).rejects.toMatchObject({
      code: 'backup-file-name-invalid',
    });
  });

  it('names a folder that is none', async () => {
    const path = join(folder(), 'file');
    await writeFile(path, '');
    await expect(writeBackupFile(path, NAME, (into) => writeTgz(entries, into))).rejects.toMatchObject({
      code: 'folder-unusable',
      message: expect.stringContaining(path),
    });
  });

  it('names the folder whose disk is full', async () => {
    const full = (into: Writable) =>
      new Promise<ArchiveSummary>((_, reject) => {
        into.once('error', reject);
        into.destroy(Object.assign(new Error('write'), { code: 'ENOSPC' }));
      });
    await expect(writeBackupFile(folder(), NAME, full)).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining(folder()),
    });
    expect(await readdir(folder())).toEqual([]);
  });
});

describe('removeLeftovers', () => {
  const folder = temporaryFolder();

  it('removes what nobody has written to for an hour, and nothing else', async () => {
    const now = 1_700_000_000_000;
    const files = { '.coursekeep-old.partial': 3600, '.coursekeep-new.partial': 3599, 'x.partial': 9999, [NAME]: 9999 };
    for (const [name, age] of Object.entries(files)) {
      await writeFile(join(folder(), name), '');
      await utimes(join(folder(), name), now / 1000 - age, now / 1000 - age);
    }
    for (const [name, age] of [
      ['.coursekeep-idle.partial', 3600],
      ['.coursekeep-busy.partial', 60],
    ] as const) {
      await mkdir(join(folder(), name, 'deep'), { recursive: true });
      await writeFile(join(folder(), name, 'deep', 'file'), '');
      await utimes(join(folder(), name, 'deep', 'file'), now / 1000 - age, now / 1000 - age);
      for (const path of [join(name, 'deep'), name]) await utimes(join(folder(), path), 0, 0);
    }
    expect((await removeLeftovers(folder(), now)).sort()).toEqual([
      '.coursekeep-idle.partial',
      '.coursekeep-old.partial',
    ]);
    expect((await removeLeftovers(folder(), now, 60)).sort()).toEqual([
      '.coursekeep-busy.partial',
      '.coursekeep-new.partial',
    ]);
    expect((await readdir(folder())).sort()).toEqual([NAME, 'x.partial'].sort());
    expect(await removeLeftovers(join(folder(), 'none'), now)).toEqual([]);
  });
});
