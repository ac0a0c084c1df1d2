import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describeWithShared } from '../../../../tools/testing/shared';
import { splitTarPath, tarHeader, tarPadding } from './tar-header';

const component = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map((text) => text.replace(/[/\0]/g, '_'));
const path = fc
  .tuple(fc.array(component, { minLength: 1, maxLength: 8 }), fc.boolean())
  .map(([names, directory]) => names.join('/') + (directory ? '/' : ''));

describe('splitTarPath', () => {
  it('gives two fields that join to the path again, or refuses', () => {
    fc.assert(
      fc.property(path, (text) => {
        let split;
        try {
          split = splitTarPath(text);
        } catch (error) {
          expect((error as { code: string }).code).toBe('archive-entry-invalid');
          expect(Buffer.byteLength(text)).toBeGreaterThan(100);
          return;
        }
        const { prefix, name } = split;
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(100);
        expect(prefix.length).toBeLessThanOrEqual(155);
        const joined = prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), name]) : name;
        expect(joined.toString()).toBe(Buffer.from(text).toString());
      }),
      { numRuns: 1000 },
    );
  });

  it('moves no more to the prefix than it must', () => {
    const { prefix, name } = splitTarPath(`a/b/${'c'.repeat(98)}`);
    expect([prefix.toString(), name.toString()]).toEqual(['a', `b/${'c'.repeat(98)}`]);
    expect(splitTarPath('x'.repeat(100)).prefix).toHaveLength(0);
  });

  it.each([
    ['one component', 'x'.repeat(101)],
    ['a directory', `a/${'x'.repeat(100)}/`],
    ['a prefix', `${'y/'.repeat(80)}${'x'.repeat(99)}`],
  ])('refuses %s that is too long', (_, text) => expect(() => splitTarPath(text)).toThrow(/too long/));
});

describe('tarHeader', () => {
  it('refuses sizes that ustar cannot hold, and says what to do', () => {
    expect(tarHeader({ path: 'a', size: 8 ** 11 - 1, mtime: 0 })).toHaveLength(512);
    expect(() => tarHeader({ path: 'a', size: 8 ** 11, mtime: 0 })).toThrow(/Use the format zip/);
  });

  it('pads to whole blocks', () => {
    expect([0, 1, 511, 512, 513].map((size) => tarPadding(size).length)).toEqual([0, 511, 1, 0, 511]);
  });
});

describeWithShared("tarHeader and Moodle's own archives", (shared) => {
  it.each(['moodle45', 'moodle51'])('makes the very blocks of %s', (version) => {
    const vectors = JSON.parse(readFileSync(join(shared, 'moodle/reference', version, 'vectors.json'), 'utf8'));
    const golden = gunzipSync(
      Buffer.from(vectors['tar_hex_gz_of_a.txt_hello__long__dir__utf8'].tar_base64_gz, 'base64'),
    );
    let compared = 0;
    for (let at = 0; golden[at] !== 0;) {
      const block = golden.subarray(at, at + 512);
      const field = (from: number, to: number) => block.subarray(from, to).toString().replace(/\0.*$/s, '');
      const size = parseInt(field(124, 136), 8);
      const prefix = field(345, 500);
      const header = tarHeader({
        path: (prefix && `${prefix}/`) + field(0, 100),
        size,
        mtime: parseInt(field(136, 148), 8),
      });
      expect(header.toString('latin1')).toBe(block.toString('latin1'));
      at += 512 + size + tarPadding(size).length;
      compared += 1;
    }
    expect(compared).toBe(5);
  });
});
