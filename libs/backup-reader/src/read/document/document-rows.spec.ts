import fc from 'fast-check';
import { DefinitionRegistry, container, document, element, table } from '@coursekeep/definitions';
import { DEFAULT_LIMITS, xmlBatches } from '@coursekeep/archive';
import type { DocumentRow } from './document-row';
import { documentRows } from './document-rows';

const registry = DefinitionRegistry.core();
const item = element('item', { fields: 'name note', from: table('item', {}) }, [container('parts')]);
const known = document('course', 'items.xml', container('items', [item]));

async function rowsOf(xml: string, chunk = 1 << 16, definition = known.root): Promise<DocumentRow[]> {
  async function* bytes() {
    const all = Buffer.from(xml);
    for (let at = 0; at < all.length; at += chunk) yield all.subarray(at, at + chunk);
  }
  const rows: DocumentRow[] = [];
  for await (const row of documentRows(xmlBatches(bytes(), 'items.xml', DEFAULT_LIMITS), definition, registry))
    rows.push(row);
  return rows;
}

const shown = (rows: readonly DocumentRow[]) =>
  rows.map(({ path, values, parent }) => ({ path, values: Object.fromEntries(values), in: parent?.path ?? null }));

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe('records of a document', () => {
  it('come with what is around them, a record before those inside it', async () => {
    const rows = await rowsOf(
      '<items><item id="1"><name>a</name><note>$@NULL@$</note><parts><part id="7"><x>1</x></part></parts></item><item id="2"><name></name></item></items>',
    );
    expect(shown(rows)).toEqual([
      { path: 'items/item', values: { id: '1', name: 'a', note: null }, in: null },
      { path: 'items/item/parts/part', values: { id: '7', x: '1' }, in: 'items/item' },
      { path: 'items/item', values: { id: '2', name: '' }, in: null },
    ]);
    expect(rows.map(({ definition }) => definition)).toEqual([item, null, item]);
  });

  it('need no definition: what holds text alone is a field, what holds elements is none', async () => {
    const rows = await rowsOf(
      '<a>\n <b>\n  <c>x</c>\n  <d>\n  </d>\n  <e><f>y</f></e>\n </b>\n</a>',
      3,
      container('other'),
    );
    expect(shown(rows)).toEqual([
      { path: 'a/b', values: { c: 'x' }, in: null },
      { path: 'a/b/e', values: { f: 'y' }, in: 'a/b' },
    ]);
  });

  it('are as they were written, wherever the bytes are cut', async () => {
    // XML reads a carriage return as a line feed; of the control characters it knows tab and line feed alone.
    const text = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .filter((value) => !/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/.test(value));
    const records = fc.array(fc.record({ id: fc.nat(), name: text, note: fc.option(text) }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(records, fc.integer({ min: 1, max: 50 }), async (list, chunk) => {
        const xml = list.map(
          ({ id, name, note }) =>
            `<item id="${id}"><name>${escaped(name)}</name><note>${note === null ? '$@NULL@$' : escaped(note)}</note></item>`,
        );
        const rows = await rowsOf(`<?xml version="1.0" encoding="UTF-8"?>\n<items>${xml.join('\n')}</items>`, chunk);
        const expected = list.map(({ id, name, note }) => ({ id: String(id), name, note }));
        expect(rows.map(({ values }) => Object.fromEntries(values))).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});
