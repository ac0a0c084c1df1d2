import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import type { ArchiveEntry } from './archive';
import { Collector, directory, fileEntry, noise, prose } from '../../testing/entries';
import { temporaryFolder } from '../../testing/folder';
import { writeTgz } from './tgz';

const long = `activities/${'d'.repeat(60)}/${'e'.repeat(50)}/f.xml`;
const sample: ArchiveEntry[] = [
  directory('activities/'),
  directory('activities/page_1/'),
  fileEntry('activities/page_1/page.xml', prose(700_000), { chunk: 999 }),
  fileEntry(long, 'x'),
  fileEntry('files/aa/aa00', noise(600_000), { content: 'stored' }),
  fileEntry('files/bb/bb00', noise(512, 7), { content: 'stored', mtime: 1000000000 }),
  fileEntry('files/cc/cc00', Buffer.alloc(400_000), { content: 'stored' }),
  fileEntry('é/ü.xml', 'ü'),
  fileEntry('moodle_backup.xml', '<?xml version="1.0"?>\n<moodle_backup></moodle_backup>'),
  fileEntry('moodle_backup.log', ''),
];

async function pack(entries: Iterable<ArchiveEntry>, target = new Collector()): Promise<Buffer> {
  await writeTgz(entries, target);
  return target.bytes;
}

async function gathered(chunks: AsyncIterable<unknown>): Promise<Buffer[]> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk as Buffer);
  return all;
}

async function read(entry: ArchiveEntry): Promise<Buffer> {
  return entry.kind === 'file' ? Buffer.concat(await entry.open().toArray()) : Buffer.alloc(0);
}

describe('writeTgz', () => {
  const folder = temporaryFolder();

  it('writes the index, then the entries in their order, as they are', async () => {
    const found: { name: string; type: unknown; mtime: number; mode: unknown; bytes: Buffer }[] = [];
    const unpacked = extract();
    unpacked.end(gunzipSync(await pack(sample)));
    for await (const entry of unpacked) {
      const { name, type, mtime, mode } = entry.header;
      found.push({ name, type, mode, mtime: Number(mtime) / 1000, bytes: Buffer.concat(await gathered(entry)) });
    }
    const [index, ...rest] = found;
    expect(index).toMatchObject({ name: '.ARCHIVE_INDEX', type: 'file', mtime: 1356998400, mode: 0o644 });
    expect(index?.bytes.toString().split('\n')).toEqual([
      'Moodle archive file index. Count: 10',
      'activities/\td\t0\t?',
      'activities/page_1/\td\t0\t?',
      'activities/page_1/page.xml\tf\t700000\t1700000000',
      `${long}\tf\t1\t1700000000`,
      'files/aa/aa00\tf\t600000\t1700000000',
      'files/bb/bb00\tf\t512\t1000000000',
      'files/cc/cc00\tf\t400000\t1700000000',
      'é/ü.xml\tf\t2\t1700000000',
      'moodle_backup.xml\tf\t53\t1700000000',
      'moodle_backup.log\tf\t0\t1700000000',
      '',
    ]);
    expect(rest.map((entry) => entry.name.replace(/\/$/, ''))).toEqual(
      sample.map((entry) => entry.path.replace(/\/$/, '')),
    );
    for (const [at, entry] of sample.entries()) {
      const got = rest[at];
      expect(got?.bytes.equals(await read(entry))).toBe(true);
      expect(got).toMatchObject(
        entry.kind === 'file'
          ? { type: 'file', mtime: entry.mtime, mode: 0o644 }
          : { type: 'directory', mtime: 1356998400, mode: 0o755 },
      );
    }
  });

  it('says how many entries and bytes it has written, and their hash', async () => {
    const target = new Collector();
    const summary = await writeTgz(sample, target);
    expect(target.writableFinished).toBe(true);
    expect(summary).toEqual({
      entries: sample.length,
      size: target.bytes.length,
      contentHash: createHash('sha1').update(target.bytes).digest('hex'),
    });
  });

  it('gives the same bytes for the same entries, whatever the timing and the chunks', async () => {
    const expected = await pack(sample);
    const rechunked = await Promise.all(
      sample.map(async (entry) =>
        entry.kind === 'file' ? { ...entry, open: fileEntry('x', await read(entry), { chunk: 7001 }).open } : entry,
      ),
    );
    const slow = await pack(new Set(rechunked), new Collector(() => turn()));
    expect(slow.equals(expected)).toBe(true);
  });

  it.each([
    ['gzip -t', (path: string) => ['gzip', '-t', path]],
    ['tar', (path: string) => ['tar', '--quoting-style=literal', '-tzf', path]],
    ['Python', (path: string) => ['python3', '-c', PYTHON, path]],
  ])('is read by %s', async (_, command) => {
    const path = join(folder(), 'backup.tgz');
    writeFileSync(path, await pack(sample));
    const [program, ...args] = command(path) as [string, ...string[]];
    if (spawnSync(program, ['--version']).error) return console.warn(`${program} is not installed: not tried`);
    const output = execFileSync(program, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    if (program !== 'gzip') {
      expect(
        output
          .trim()
          .split('\n')
          .map((name) => name.replace(/\/$/, ''))
          .sort(),
      ).toEqual(['.ARCHIVE_INDEX', ...sample.map((entry) => entry.path.replace(/\/$/, ''))].sort());
    }
  });

  it('keeps the memory bounded: a slow target holds the sources back', async () => {
    let given = 0;
    let taken = 0;
    let ahead = 0;
    const piece = noise(65536);
    async function* source() {
      for (let count = 0; count < 400; count += 1) {
        given += piece.length;
        ahead = Math.max(ahead, given - taken);
        yield piece;
      }
    }
    const target = new Writable({
      write: (chunk, _encoding, done) => {
        taken += chunk.length;
        setImmediate(done);
      },
    });
    const entry = fileEntry('a', '', { size: 400 * 65536, content: 'stored', open: () => Readable.from(source()) });
    await writeTgz([entry], target);
    expect(given).toBe(400 * 65536);
    expect(ahead).toBeLessThan(8 * 1024 * 1024);
  });

  it('opens one source at a time, each once', async () => {
    let open = 0;
    let opened = 0;
    const entries = Array.from({ length: 200 }, (_, number) => ({
      ...fileEntry(`f${number}`, ''),
      open: () => {
        open += 1;
        opened += 1;
        expect(open).toBe(1);
        return Readable.from([]).once('close', () => (open -= 1));
      },
    }));
    await pack(entries);
    expect(opened).toBe(200);
  });

  it('tells of its progress', async () => {
    const seen: number[] = [];
    await writeTgz(sample, new Collector(), { onProgress: (bytes) => seen.push(bytes) });
    expect(seen.at(-1)).toBe(sample.reduce((sum, entry) => sum + (entry.kind === 'file' ? entry.size : 0), 0));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });
});

const PYTHON = `
import sys, tarfile
sys.stdout.reconfigure(encoding='utf-8')
with tarfile.open(sys.argv[1]) as archive:
    for member in archive:
        if member.isfile(): archive.extractfile(member).read()
        print(member.name)
`;
