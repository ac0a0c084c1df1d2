import { createReadStream } from 'node:fs';
import { PassThrough, Readable, Writable } from 'node:stream';
import { type ArchiveEntry, type ArchiveOptions, type FileEntry, writeTgz, writeZip } from '@coursekeep/archive';
import { ContentMismatch, ContentMissing } from '@coursekeep/moodle-site';
import { Collector, directory, fileEntry, noise } from '../../../archive/testing/entries';

/** Gives `bytes`, then fails. */
function failing(bytes: Buffer, error: Error, more: Partial<FileEntry> = {}): FileEntry {
  async function* source() {
    yield bytes;
    throw error;
  }
  return fileEntry('files/aa/aa', bytes, { open: () => Readable.from(source()), ...more });
}

describe.each([
  ['writeTgz', writeTgz],
  ['writeZip', writeZip],
])('%s', (_, write) => {
  const target = () => new Collector();

  async function failure(
    entries: Iterable<ArchiveEntry>,
    options?: ArchiveOptions,
    into: Writable = target(),
  ): Promise<Error & { code?: string }> {
    const error = await write(entries, into, options).then(
      () => undefined,
      (reason) => reason,
    );
    expect(error).toBeDefined();
    expect(into.destroyed).toBe(true);
    expect(into.writableFinished).toBe(false);
    return error;
  }

  it.each([
    ['fewer', 99_999, /files\/aa\/aa .*gave 99999 of its 100000 bytes/],
    ['more', 100_001, /files\/aa\/aa .*gave more than its 100000 bytes/],
  ])('fails for a source that gives %s bytes than it said', async (_, size, message) => {
    const entry = { ...fileEntry('files/aa/aa', noise(size)), size: 100_000 };
    expect(await failure([fileEntry('a', 'a'), entry, fileEntry('z', 'z')])).toMatchObject({
      code: 'archive-size-mismatch',
      message: expect.stringMatching(message),
    });
  });

  it('does not read on in a source that gives too much', async () => {
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(65536);
      })(),
    );
    await failure([{ ...fileEntry('a', ''), size: 100_000, open: () => endless }]);
    expect(endless.destroyed).toBe(true);
  });

  it("fails with the source's own error, before and in the middle of its bytes", async () => {
    const missing = new ContentMissing('content-missing', 'gone');
    expect(await failure([failing(Buffer.alloc(0), missing, { size: 5 })])).toBe(missing);
    expect(await failure([failing(noise(1000), missing, { size: 5000, onLateError: () => 'accept' })])).toBe(missing);
    expect(
      await failure([
        fileEntry('a', 'a', {
          open: () => {
            throw missing;
          },
        }),
      ]),
    ).toBe(missing);
  });

  it('names the entry whose source fails with an error of the system', async () => {
    const entry = fileEntry('files/aa/aa', 'abc', { open: () => createReadStream('/nowhere/at/all') });
    expect(await failure([entry])).toMatchObject({
      code: 'archive-source-failed',
      message: expect.stringContaining('files/aa/aa'),
    });
  });

  it('asks about a source that fails after all its bytes, and goes on if that is accepted', async () => {
    const mismatch = new ContentMismatch('content-mismatch', 'not its hash');
    const asked: unknown[] = [];
    const entry = (answer: 'accept' | 'fail') =>
      failing(noise(70_000), mismatch, {
        onLateError: (error) => {
          asked.push(error);
          return answer;
        },
      });
    const good = target();
    expect(await write([entry('accept'), fileEntry('z', 'z')], good)).toMatchObject({
      entries: 2,
      size: good.bytes.length,
    });
    expect(asked).toEqual([mismatch]);
    expect(await failure([entry('fail')])).toBe(mismatch);
    expect(await failure([failing(noise(70_000), mismatch)])).toBe(mismatch);
  });

  it('stops when told to, in the middle of a source that gives nothing', async () => {
    const stop = new AbortController();
    const silent = new PassThrough();
    const done = failure([fileEntry('a', 'a'), fileEntry('b', 'b', { open: () => silent })], { signal: stop.signal });
    await new Promise((resolve) =>
      silent.once('resume', resolve).once('readable', resolve).once('newListener', resolve),
    );
    stop.abort();
    expect((await done).name).toBe('AbortError');
    await new Promise((resolve) => (silent.closed ? resolve(undefined) : silent.once('close', resolve)));
  });

  it('opens nothing when it is told to stop before it starts', async () => {
    let opened = false;
    const entry = fileEntry('a', 'a', { open: () => ((opened = true), Readable.from([])) });
    expect((await failure([entry], { signal: AbortSignal.abort() })).name).toBe('AbortError');
    expect(opened).toBe(false);
  });

  it('stops when its target fails, and lets its source go', async () => {
    const full = new Error('no space');
    const piece = noise(65536);
    const source = Readable.from(
      (function* () {
        for (let count = 0; count < 500; count += 1) yield piece;
      })(),
    );
    let room = 300_000;
    const into = new Writable({
      write: (chunk, _encoding, done) => done((room -= chunk.length) < 0 ? full : null),
    });
    const closed = new Promise((resolve) => source.once('close', resolve));
    expect(
      await failure([{ ...fileEntry('a', ''), size: 500 * 65536, content: 'stored', open: () => source }], {}, into),
    ).toBe(full);
    await closed;
  });

  it.each<[string, ArchiveEntry]>([
    ['an absolute path', fileEntry('/etc/passwd', '')],
    ['a path that climbs', fileEntry('files/../../x', '')],
    ['an empty path', fileEntry('', '')],
    ['a line feed', fileEntry('a\nb', '')],
    ['a tab', fileEntry('a\tb', '')],
    ['a backslash', fileEntry('..\\x', '')],
    ['a drive', fileEntry('c:x', '')],
    ['a directory without its slash', directory('activities')],
    ['a file with a slash', fileEntry('files/', '')],
    ['a negative size', fileEntry('a', '', { size: -1 })],
    ['half a byte', fileEntry('a', '', { size: 1.5 })],
    ['no time', fileEntry('a', '', { mtime: Number.NaN })],
  ])('refuses %s before it writes', async (_, entry) => {
    const into = target();
    expect(await failure([entry], {}, into)).toMatchObject({ code: 'archive-entry-invalid' });
    expect(into.bytes).toHaveLength(0);
  });

  it('refuses the same path twice and a level that is none', async () => {
    expect((await failure([fileEntry('a', ''), fileEntry('a', '')])).message).toMatch(/"a" is listed twice/);
    expect(await failure([], { level: 10 })).toMatchObject({ code: 'archive-option-invalid' });
  });
});

describe('writeTgz', () => {
  it('refuses what tar cannot describe before it writes, zip takes it', async () => {
    const long = fileEntry('x'.repeat(101), 'x');
    const into = new Collector();
    await expect(writeTgz([fileEntry('a', 'a'), long], into)).rejects.toMatchObject({ code: 'archive-entry-invalid' });
    expect(into.bytes).toHaveLength(0);
    await expect(writeZip([long], new Collector())).resolves.toMatchObject({ entries: 1 });
  });
});
