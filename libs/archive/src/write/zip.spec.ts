import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
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

  it('writes the entries in their order, text deflated, media stored, without an index', async () => {
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
      ['files/aa/aa', 0, 1700000000],
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
});
