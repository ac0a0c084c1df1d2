import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { barChart, timeline } from './charts';
import { pdf } from './pdf';
import { Canvas } from './png';

it('a picture is a PNG whose pixels are those that were drawn', () => {
  const canvas = new Canvas(5, 3, [10, 20, 30]);
  canvas.rectangle(4, 2, 1, 1, [200, 0, 7]);
  const png = canvas.png();
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([5, 3]);
  const data = png.indexOf('IDAT');
  const lines = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
  expect(lines.length).toBe((5 * 3 + 1) * 3);
  expect([...lines.subarray(1, 4)]).toEqual([10, 20, 30]);
  expect([...lines.subarray(-3)]).toEqual([200, 0, 7]);
});

it('a PDF lists every object at the place where it is, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 90 }),
      (title, lines) => {
        const text = pdf(title, lines).toString('latin1');
        const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
        expect(text.slice(start, start + 5)).toBe('xref\n');
        const places = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, place]) => Number(place));
        places.forEach((place, index) => expect(text.slice(place)).toMatch(new RegExp(`^${index + 1} 0 obj\n`)));
        for (const [, length, content = ''] of text.matchAll(/\/Length (\d+) >>\nstream\n([^]*?)\nendstream/g))
          expect(content.length).toBe(Number(length));
      },
    ),
    { numRuns: 50 },
  );
});

it('charts are SVG that keeps its markup apart from its labels', () => {
  const chart = barChart('a < b & c', '%', [
    { label: '<x>', value: 3 },
    { label: 'y', value: 1 },
  ]).toString();
  expect(chart).toContain('a &lt; b &amp; c');
  expect(chart).not.toContain('<x>');
  expect(timeline('one', [{ year: 1700, label: 'only' }]).toString()).not.toContain('NaN');
});
