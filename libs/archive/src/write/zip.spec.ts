import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { Unzip, UnzipInflate } from 'fflate';
import { fromBufferPromise } from 'yauzl';
import { Collector, directory, fileEntry, noise, prose } from '../../testing/entries';
import { temporaryFolder } from '../../testing/folder';
import { writeZip } from './zip';

const sample = [
  directory('activities/'),
  fileEntry('activities/page.xml', prose(300_000), { chunk: 4321 }),
  fileEntry('files/aa/aa', noise(200_000), { content: 'stored' }),
  fileEntry('é.xml', 'é'),
  fileEntry('moodle_backup.xml', '<moodle_backup></moodle_backup>'),
  fileEntry('moodle_backup.log', ''),
];

describe('writeZip', () => {
  const folder = temporaryFolder();

  it('writes the entries in their order, media in blocks as they are, without an index', async () => {
    const target = new Collector();
    const summary = await writeZip(sample, target);
    expect(summary).toEqual({
      entries: 6,
      size: target.bytes.length,
      contentHash: createHash('sha1').update(target.bytes).digest('hex'),
    });
    const zip = await fromBufferPromise(target.bytes);
    const found = [];
    for await (const entry of zip.eachEntry()) {
      const bytes = entry.fileName.endsWith('/')
        ? Buffer.alloc(0)
        : Buffer.concat(await (await zip.openReadStreamPromise(entry)).toArray());
      found.push({
        name: entry.fileName,
        method: entry.compressionMethod,
        date: entry.getLastModDate({ timezone: 'UTC' }).getTime() / 1000,
        bytes,
      });
    }
    expect(found.map(({ name, method, date }) => [name, method, date])).toEqual([
      ['activities/', 0, 1356998400],
      ['activities/page.xml', 8, 1700000000],
      ['files/aa/aa', 8, 1700000000],
      ['é.xml', 8, 1700000000],
      ['moodle_backup.xml', 8, 1700000000],
      ['moodle_backup.log', 8, 1700000000],
    ]);
    for (const [at, entry] of sample.entries()) {
      if (entry.kind === 'file')
        expect(found[at]?.bytes.equals(Buffer.concat(await entry.open().toArray()))).toBe(true);
    }
  });

  it('gives the same bytes for the same entries, whatever the timing', async () => {
    const [quick, slow] = [new Collector(), new Collector(() => turn())];
    await writeZip(sample, quick);
    await writeZip(sample, slow);
    expect(slow.bytes.equals(quick.bytes)).toBe(true);
  });

  it.each([
    ['unzip', (path: string) => ['-tq', path]],
    [
      'python3',
      (path: string) => [
        '-c',
        'import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip() is not None)',
        path,
      ],
    ],
  ])('is read by %s', async (program, args) => {
    if (spawnSync(program, ['-v']).error) return console.warn(`${program} is not installed: not tried`);
    const path = join(folder(), 'backup.zip');
    const target = new Collector();
    await writeZip(sample, target);
    writeFileSync(path, target.bytes);
    execFileSync(program, args(path));
  });

  it('keeps media at their size, and shrinks what compresses', async () => {
    const media = new Collector();
    await writeZip([fileEntry('a.jpg', noise(500_000), { content: 'stored' })], media);
    expect(media.bytes.length).toBeLessThan(500_000 + 500);
    const text = new Collector();
    await writeZip([fileEntry('a.xml', prose(500_000))], text);
    expect(text.bytes.length).toBeLessThan(250_000);
  });
});

/** Each entry's path and SHA-1, as readers find them that see the archive once, from its beginning to its end. */
const streamed: Readonly<Record<string, (bytes: Buffer, folder: string) => Promise<string[]> | string[]>> = {
  "Java's ZipInputStream": (bytes, folder) => {
    const [program, archive] = [join(folder, 'Read.java'), join(folder, 'backup.zip')];
    writeFileSync(program, JAVA);
    writeFileSync(archive, bytes);
    return execFileSync('java', [program, archive], { encoding: 'utf8' }).trim().split('\n');
  },
  'the streaming reader of fflate': async (bytes) => {
    const found: Promise<string>[] = [];
    const unzip = new Unzip((file) => {
      const hash = createHash('sha1');
      found.push(
        new Promise((resolve, reject) => {
          file.ondata = (error, data, isLast) => {
            if (error) return reject(error);
            hash.update(data);
            if (isLast) resolve(`${file.name} ${hash.digest('hex')}`);
          };
        }),
      );
      file.start();
    });
    unzip.register(UnzipInflate);
    for (let offset = 0; offset < bytes.length; offset += 1000) {
      unzip.push(bytes.subarray(offset, offset + 1000), offset + 1000 >= bytes.length);
    }
    return Promise.all(found);
  },
};

const JAVA = `
import java.io.*; import java.security.*; import java.util.*; import java.util.zip.*;
public class Read {
  public static void main(String[] args) throws Exception {
    try (ZipInputStream zip = new ZipInputStream(new FileInputStream(args[0]))) {
      for (ZipEntry entry; (entry = zip.getNextEntry()) != null;) {
        byte[] hash = MessageDigest.getInstance("SHA-1").digest(zip.readAllBytes());
        System.out.println(entry.getName() + " " + HexFormat.of().formatHex(hash));
      }
    }
  }
}`;

describe('a zip that is read as a stream', () => {
  const folder = temporaryFolder();
  const hasJava = !spawnSync('java', ['-version']).error;

  it.each(Object.entries(streamed))('gives every entry whole to %s', async (name, read) => {
    if (name.startsWith('Java') && !hasJava) return console.warn('java is not installed: not tried');
    const target = new Collector();
    await writeZip(sample, target);
    const expected: string[] = [];
    for (const entry of sample) {
      const bytes = entry.kind === 'file' ? Buffer.concat(await entry.open().toArray()) : '';
      expected.push(`${entry.path} ${createHash('sha1').update(bytes).digest('hex')}`);
    }
    expect(await read(target.bytes, folder())).toEqual(expected);
  });
});
