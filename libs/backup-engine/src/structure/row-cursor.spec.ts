import fc from 'fast-check';
import type { Row } from '@coursekeep/moodle-site';
import { RowCursor } from './row-cursor';

async function* inBatches(rows: readonly Row[], size: number): AsyncGenerator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}

async function take(cursor: RowCursor, parent: string): Promise<string[]> {
  const taken: string[] = [];
  for (let row = await cursor.next([parent], 1); row; row = await cursor.next([parent], 1)) taken.push(row[1] ?? '');
  return taken;
}

describe('a cursor over the rows of all parents', () => {
  it('gives every parent its own rows and all of them, however they are batched', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5), { maxLength: 8 }), fc.integer({ min: 1, max: 7 }), async (counts, size) => {
        const rowsOf = (parent: number) => Array.from({ length: counts[parent]! }, (_, at) => `${parent}.${at}`);
        const rows = counts.flatMap((_, parent) => rowsOf(parent).map((value): Row => [String(parent), value]));
        const cursor = new RowCursor(inBatches(rows, size), 'row');
        for (const parent of counts.keys()) expect(await take(cursor, String(parent))).toEqual(rowsOf(parent));
        await cursor.finish();
      }),
    );
  });

  it('never loses a row in silence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 7 }), async (count, size) => {
        const rows = Array.from({ length: count }, (_, at): Row => ['2', String(at)]);
        const cursor = new RowCursor(inBatches(rows, size), 'row');
        expect(await take(cursor, '1')).toEqual([]);
        await expect(cursor.finish()).rejects.toThrow('Rows of <row> belong to no element that was written.');
      }),
    );
  });

  it('gives its rows back when it is closed early', async () => {
    let open = true;
    const rows = (async function* () {
      try {
        yield* inBatches(
          [
            ['1', 'a'],
            ['1', 'b'],
          ],
          1,
        );
      } finally {
        open = false;
      }
    })();
    const cursor = new RowCursor(rows, 'row');
    await cursor.next(['1'], 1);
    await cursor.close();
    expect(open).toBe(false);
  });
});
