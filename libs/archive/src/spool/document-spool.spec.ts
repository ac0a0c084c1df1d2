import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { createDocumentSpool, type DocumentSpool } from './document-spool';
import { FileSpool } from './file-spool';
import { temporaryFolder } from '../../testing/folder';

async function put(spool: DocumentSpool, path: string, texts: readonly string[]): Promise<void> {
  const document = spool.begin(path);
  for (const text of texts) await document.write(text);
  await document.end();
}

async function get(spool: DocumentSpool, path: string): Promise<string> {
  return Buffer.concat(await spool.open(path).toArray()).toString();
}

describe('createDocumentSpool', () => {
  const folder = temporaryFolder();

  it('gives back what was written, in the order it was begun, with sizes in bytes', async () => {
    const spool = createDocumentSpool(folder());
    await put(spool, 'a.xml', ['<a>', 'é', '</a>']);
    await put(spool, 'empty.xml', []);
    await put(spool, 'b.xml', ['😀'.slice(0, 1), '😀'.slice(1)]);
    expect(spool.list()).toEqual([
      { path: 'a.xml', size: 9 },
      { path: 'empty.xml', size: 0 },
      { path: 'b.xml', size: 4 },
    ]);
    expect(await Promise.all(['a.xml', 'empty.xml', 'b.xml', 'a.xml'].map((path) => get(spool, path)))).toEqual([
      '<a>é</a>',
      '',
      '😀',
      '<a>é</a>',
    ]);
    await spool.dispose();
  });

  it('does the same however little memory it may use', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 1, max: 9 }).map((times) => 'é<x/>😀'.repeat(times * 1000)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(text, { maxLength: 6 }), { maxLength: 8 }),
        fc.constantFrom(0, 1, 1000, 40_000, 1e9),
        async (documents, memory) => {
          const spool = new FileSpool(folder(), memory);
          for (const [number, texts] of documents.entries()) {
            await put(spool, `${number}`, texts);
            // Read while others follow.
            expect(await get(spool, `${Math.floor(number / 2)}`)).toBe(documents[Math.floor(number / 2)]?.join(''));
          }
          const read = await Promise.all(documents.map((_, number) => get(spool, `${number}`)));
          expect(read).toEqual(documents.map((texts) => texts.join('')));
          expect(spool.list().map(({ size }) => size)).toEqual(read.map((whole) => Buffer.byteLength(whole)));
          await spool.dispose();
          expect(await readdir(folder())).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('leaves the disk alone for a small course, and has no name on it for a large one', async () => {
    const small = createDocumentSpool(join(folder(), 'made', 'when needed'));
    await put(small, 'a', ['x'.repeat(1_000_000)]);
    expect(await readdir(folder())).toEqual([]);
    await put(
      small,
      'b',
      Array.from({ length: 12 }, () => 'y'.repeat(1_000_000)),
    );
    expect(await readdir(join(folder(), 'made', 'when needed'))).toEqual([]);
    expect((await get(small, 'b')).length).toBe(12_000_000);
    expect(await get(small, 'a')).toBe('x'.repeat(1_000_000));
    await small.dispose();
  });

  it('holds the writer back when its memory is full', async () => {
    const spool = createDocumentSpool(folder());
    const document = spool.begin('a');
    expect(document.write('x'.repeat(1000))).toBeUndefined();
    const full = document.write('x'.repeat(9_000_000));
    expect(full).toBeInstanceOf(Promise);
    await full;
    await document.end();
    expect(spool.list()).toEqual([{ path: 'a', size: 9_001_000 }]);
    await spool.dispose();
  });

  it('loses nothing where the writer does not wait', async () => {
    const spool = new FileSpool(folder(), 1000);
    const document = spool.begin('a');
    for (let number = 0; number < 50; number += 1) void document.write(String(number % 10).repeat(20_000));
    await document.end();
    expect(await get(spool, 'a')).toBe(
      Array.from({ length: 50 }, (_, number) => String(number % 10).repeat(20_000)).join(''),
    );
    await spool.dispose();
  });

  it('says so when it is used wrongly', async () => {
    const spool = createDocumentSpool(folder());
    const document = spool.begin('a');
    expect(() => spool.begin('b')).toThrow(/a has not ended when b begins/);
    expect(() => spool.open('a')).toThrow(/no document a/);
    await document.end();
    expect(() => document.write('x')).toThrow(/a has ended already/);
    expect(() => spool.begin('a')).toThrow(/a is written twice/);
    await spool.dispose();
    await spool.dispose();
    await expect(put(spool, 'c', ['x'])).rejects.toMatchObject({ code: 'spool-misused' });
  });

  it('names the folder it cannot write to, at the latest when the document ends', async () => {
    await writeFile(join(folder(), 'file'), '');
    const spool = new FileSpool(join(folder(), 'file', 'below'), 10);
    const document = spool.begin('a');
    void document.write('x'.repeat(20_000));
    await expect(document.end()).rejects.toMatchObject({
      code: 'folder-unusable',
      message: expect.stringContaining(join(folder(), 'file', 'below')),
    });
    await spool.dispose();
  });
});
