import fc from 'fast-check';
import { Lookup } from './lookup';

describe('a lookup', () => {
  it('reads what is asked for together by one query, whatever and however much that is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(300).map(String), { maxLength: 400 }), async (keys) => {
        const queries: number[] = [];
        const lookup = new Lookup(
          async (asked) => {
            queries.push(asked.length);
            return [...new Set(asked)].filter((key) => Number(key) % 2 === 0).map((key) => ({ key }));
          },
          ({ key }) => key,
        );
        const rows = await Promise.all(keys.map((key) => lookup.find(key)));
        expect(rows).toEqual(keys.map((key) => (Number(key) % 2 === 0 ? { key } : null)));
        expect(queries).toHaveLength(Math.ceil(new Set(keys).size / 64));
        for (const size of queries) expect(Math.log2(size) % 1).toBe(0);
      }),
    );
  });

  it('tells each who asked that the query failed, and asks again the next time', async () => {
    let fails = true;
    const lookup = new Lookup<string>(
      async (keys) => {
        if (fails) throw new Error('away');
        return [...keys];
      },
      (key) => key,
    );
    const outcomes = await Promise.allSettled([lookup.find('a'), lookup.find('b'), lookup.find('a')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    fails = false;
    expect(await lookup.find('a')).toBe('a');
  });
});
