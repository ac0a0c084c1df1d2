import { createHash } from 'node:crypto';
import { readdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { createEmbeddedSite, SiteWriteError, writeSite } from '..';

let folder: string;
beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'site-writer-')), 'site');
  await createEmbeddedSite(folder, { wwwroot: 'http://127.0.0.1:8080', now: 1_790_000_000 });
});
afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }));

const pool = async () =>
  (await readdir(join(folder, 'filedir'), { recursive: true })).filter((name) => /[0-9a-f]{40}$/.test(name)).sort();

it('fills in what Moodle’s schema says, keeps a given id, and goes on counting after it', async () => {
  await writeSite(folder, async (writer) => {
    expect(await writer.insert('label', { id: 9000, course: 2, name: 'Given', intro: '' })).toBe(9000);
    expect(await writer.insert('label', { course: 2, name: 'Next', intro: '' })).toBe(9001);
    expect(await writer.hasId('label', 9001)).toBe(true);
    expect(await writer.hasId('label', 8999)).toBe(false);
    await writer.update('label', 9001, { name: 'Changed' });
    expect(await writer.read('SELECT name, introformat, timemodified FROM mdl_label WHERE id = 9001')).toEqual([
      { name: 'Changed', introformat: 0, timemodified: 0 },
    ]);
  });
});

it('writes any text and number as it is, however many rows there are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ name: fc.string({ unit: 'grapheme', maxLength: 40 }), time: fc.integer({ min: 0 }) }), {
        minLength: 1,
        maxLength: 5000,
        size: 'max',
      }),
      async (texts) => {
        await expect(
          writeSite(folder, async (writer) => {
            await writer.insertAll(
              'label',
              texts.map(({ name, time }, index) => ({
                id: 20_000 + index,
                course: 2,
                name,
                intro: name,
                timemodified: time,
              })),
            );
            const rows = await writer.read(
              'SELECT name, intro, timemodified AS time FROM mdl_label WHERE id >= 20000 ORDER BY id',
            );
            expect(rows).toEqual(texts.map(({ name, time }) => ({ name, intro: name, time })));
            throw new Error('seen enough');
          }),
        ).rejects.toThrow('seen enough');
      },
    ),
    { numRuns: 15 },
  );
});

it.each([
  ['nosuch', {}, /no table nosuch/],
  ['label', { course: 2, nosuch: 1 }, /no column nosuch/],
  ['label', { course: 2, name: 'x' }, /label\.intro must have a value/],
  ['label', { course: 'two', name: 'x', intro: '' }, /label\.course must be a whole number, not two/],
  ['grade_letters', { contextid: 1, lowerboundary: 'ninety', letter: 'A' }, /must be a number/],
  ['course', { shortname: 'x'.repeat(256) }, /no more than 255 characters/],
])('refuses a row of %s that it cannot hold: %j', async (table, row, message) => {
  await expect(writeSite(folder, (writer) => writer.insert(table, row))).rejects.toThrow(message);
  await expect(writeSite(folder, (writer) => writer.insert(table, row))).rejects.toBeInstanceOf(SiteWriteError);
});

it('takes back rows and contents of work that failed, and nothing else', async () => {
  const before = await pool();
  const known = Buffer.from('');
  await expect(
    writeSite(folder, async (writer) => {
      await writer.insert('label', { id: 9500, course: 2, name: 'Never', intro: '' });
      await writer.storeContent(known);
      await writer.storeContent(Readable.from([Buffer.from('never '), Buffer.from('seen')]));
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  expect(await pool()).toEqual(before);
  expect(await writeSite(folder, (writer) => writer.hasId('label', 9500))).toBe(false);
});

it('stores a content once, under its SHA-1', async () => {
  const content = Buffer.from('a limpet');
  const hash = createHash('sha1').update(content).digest('hex');
  const stored = await writeSite(folder, async (writer) => [
    await writer.storeContent(content),
    await writer.storeContent(Readable.from([content])),
  ]);
  expect(stored).toEqual([
    { hash, size: 8 },
    { hash, size: 8 },
  ]);
  expect((await pool()).filter((name) => name.endsWith(hash))).toEqual([
    join(hash.slice(0, 2), hash.slice(2, 4), hash),
  ]);
  expect((await readdir(join(folder, 'filedir'))).filter((name) => name.startsWith('.'))).toEqual([]);
});
