import fc from 'fast-check';
import { SiteDatabaseError, type Query, type Row, type SnapshotReader, type Site } from '../src';

/** What every SiteConnection must do, on any Moodle site. */
export function readerContract(open: () => Promise<Site>): void {
  let site: Site;
  beforeAll(async () => {
    site = await open();
  });
  afterAll(() => site?.close());

  it('gives values as text, whatever their type', async () => {
    const [row] = await site.database.all({
      text: `SELECT 9007199254740993 AS big, NULL AS absent, 'äöü €' || ' 😀' AS words, ? AS given`,
      parameters: ['tab\t\n\\ \' " ?'],
    });
    expect(row).toEqual({ big: '9007199254740993', absent: null, words: 'äöü € 😀', given: 'tab\t\n\\ \' " ?' });
  });

  it('takes any text as a parameter', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
        async (text) => {
          const rows = await site.database.all({
            text: 'SELECT COALESCE(?, username) AS given FROM {user} WHERE id = 1 AND (username IN (?) OR id = 1)',
            parameters: [text, [text, 'x']],
          });
          expect(rows).toEqual([{ given: text }]);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('takes lists of numbers and of text, long and empty ones', async () => {
    const count = async (condition: string, list: readonly (string | number)[]) => {
      const text = `SELECT COUNT(*) AS n FROM {user} WHERE ${condition}`;
      return Number((await site.database.all({ text, parameters: [list] }))[0]!.n);
    };
    const everyone = Number((await site.database.all({ text: 'SELECT COUNT(*) AS n FROM {user}' }))[0]!.n);
    const many = Array.from({ length: 100_000 }, (_, position) => position);
    expect(await count('id IN (?)', many)).toBe(everyone);
    expect(await count('id IN (?)', many.map(String))).toBe(everyone);
    expect(await count('id NOT IN (?)', many)).toBe(0);
    expect(await count('id IN (?)', [])).toBe(0);
    expect(await count('id NOT IN (?)', [])).toBe(everyone);
    expect(await count('username IN (?)', ['admin', "o'neill"])).toBe(1);
    expect(await count('username IN (?)', [])).toBe(0);
  });

  it('streams several results in any order, each in bounded batches', async () => {
    const sizes = [30_000, 1, 0, 7_000];
    const read = await site.database.snapshot(async (reader) => {
      const iterators = sizes.map((size) => reader.stream(numbers(size))[Symbol.asyncIterator]());
      const results: Row[][] = sizes.map(() => []);
      const waiting = new Set(iterators.keys());
      while (waiting.size > 0)
        for (const position of waiting) {
          const { done, value } = await iterators[position]!.next();
          if (done) waiting.delete(position);
          else {
            expect(value.length).toBeGreaterThan(0);
            expect(value.length).toBeLessThanOrEqual(2_000);
            results[position]!.push(...value);
          }
        }
      expect(reader.queryCount).toBe(sizes.length);
      return results;
    });
    for (const [position, size] of sizes.entries()) {
      expect(read[position]!.map(([number]) => Number(number))).toEqual(Array.from({ length: size }, (_, i) => i + 1));
      if (size > 0) expect(read[position]!.at(-1)).toEqual([String(size), `row ${size}`]);
    }
  });

  it('lets a stream be left early', async () => {
    await site.database.snapshot(async (reader) => {
      for (let turn = 0; turn < 5; turn++)
        for await (const [first] of reader.stream(numbers(20_000))) {
          expect(first).toEqual(['1', 'row 1']);
          break;
        }
      expect(await reader.all({ text: 'SELECT 1 AS one' })).toEqual([{ one: '1' }]);
    });
  });

  it('opens streams at the same time', async () => {
    await site.database.snapshot(async (reader) => {
      const counts = [5_000, 10, 3_000].map(async (size) => (await collect(reader, numbers(size))).length);
      expect(await Promise.all(counts)).toEqual([5_000, 10, 3_000]);
    });
  });

  it('answers many at once', async () => {
    const asked = Array.from({ length: 50 }, (_, n) => site.database.all({ text: `SELECT ${n} AS n` }));
    expect((await Promise.all(asked)).map(([row]) => row!.n)).toEqual(asked.map((_, n) => String(n)));
  });

  const writes = [
    `INSERT INTO {config} (name, value) VALUES ('coursekeep', 'was here')`,
    `UPDATE {config} SET value = 'x' WHERE name = 'nobody'`,
    'DELETE FROM {config} WHERE 1 = 0',
    'CREATE TABLE {coursekeep_test} (a int)',
    'DROP TABLE {config}',
    'ALTER TABLE {config} ADD COLUMN coursekeep int',
  ];

  it.each(writes)('refuses %s', async (text) => {
    const refused = { code: expect.stringMatching(/^database-(read-only|query)$/), name: 'SiteDatabaseError' };
    await expect(site.database.all({ text })).rejects.toMatchObject(refused);
    await expect(site.database.snapshot((reader) => reader.all({ text }))).rejects.toMatchObject(refused);
    await expect(site.database.snapshot((reader) => collect(reader, { text }))).rejects.toThrow(SiteDatabaseError);
    expect(await site.database.all({ text: `SELECT id FROM {config} WHERE name = 'coursekeep'` })).toEqual([]);
  });

  it('says which query went wrong, and goes on with the next', async () => {
    await expect(site.database.all({ text: 'SELECT nothere FROM {user}' })).rejects.toThrow(/nothere/);
    await expect(
      site.database.snapshot((reader) => collect(reader, { text: 'SELECT 1 FROM {nothere}' })),
    ).rejects.toThrow(SiteDatabaseError);
    expect(await site.database.all({ text: 'SELECT 1 AS one' })).toEqual([{ one: '1' }]);
  });

  it('ends a snapshot after an error of the work, and reads no more from it then', async () => {
    let kept: SnapshotReader | undefined;
    const work = site.database.snapshot((reader) => {
      kept = reader;
      throw new Error('of the work');
    });
    await expect(work).rejects.toThrow('of the work');
    await expect(kept!.all({ text: 'SELECT 1' })).rejects.toMatchObject({ code: 'snapshot-ended' });
    await expect(collect(kept!, numbers(5))).rejects.toMatchObject({ code: 'snapshot-ended' });
  });
}

/** The numbers from 1 on, up to 100,000, each with a text. */
function numbers(to: number): Query {
  const digits = Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS i`).join(' UNION ALL ');
  return {
    text: `WITH d AS (${digits}), n AS (SELECT 1 + a.i + 10 * b.i + 100 * c.i + 1000 * e.i + 10000 * f.i AS i FROM d a, d b, d c, d e, d f)
           SELECT i, 'row ' || CAST(i AS CHAR(7)) AS t FROM n WHERE i <= ? ORDER BY i`,
    parameters: [to],
  };
}

export async function collect(reader: SnapshotReader, query: Query): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of reader.stream(query)) rows.push(...batch);
  return rows;
}
