import fc from 'fast-check';
import { existsSync } from 'node:fs';
import type { Row } from '../reader';
import { Spool } from './spool';

const folderOf = (spool: Spool) => Reflect.get(spool, 'folder') as string | null;

async function passed(rows: readonly Row[]): Promise<{ rows: Row[]; wroteFile: boolean; largest: number }> {
  const spool = new Spool();
  for (const row of rows) spool.add(row);
  const read: Row[] = [];
  let largest = 0;
  for await (const batch of spool.batches()) {
    read.push(...batch);
    largest = Math.max(largest, batch.length);
  }
  const wroteFile = folderOf(spool) !== null;
  spool.discard();
  spool.discard();
  return { rows: read, wroteFile, largest };
}

describe('a spooled result', () => {
  it('comes back as it was, from memory', async () => {
    const value = fc.option(fc.string({ unit: 'binary' }), { nil: null });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(value, value)), async (rows) => {
        expect((await passed(rows)).rows).toEqual(rows);
      }),
    );
  });

  it('comes back as it was, from a file, in batches', async () => {
    const rows = Array.from({ length: 30_000 }, (_, number): Row => [String(number), `é😀"\n`.repeat(20), null]);
    const answer = await passed(rows);
    expect(answer.rows).toEqual(rows);
    expect(answer.wroteFile).toBe(true);
    expect(answer.largest).toBeLessThanOrEqual(2_000);
  });

  it('leaves no file behind when it is left early', async () => {
    const spool = new Spool();
    for (let number = 0; number < 5_000; number++) spool.add([String(number), 'x'.repeat(1_000)]);
    for await (const batch of spool.batches()) {
      expect(batch[0]![0]).toBe('0');
      break;
    }
    const folder = folderOf(spool)!;
    expect(existsSync(folder)).toBe(true);
    spool.discard();
    expect(existsSync(folder)).toBe(false);
  });
});
