import fc from 'fast-check';
import { IdSet } from './id-set';

const id = fc.integer({ min: 1, max: 40 });

describe('a set of ids', () => {
  it('is a set, whatever the order of its making and asking', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(id, fc.constant('ask' as const)), { maxLength: 200 }), (steps) => {
        const set = new IdSet();
        const model = new Set<number>();
        for (const step of steps) {
          if (step === 'ask') {
            expect([...set.ascending()]).toEqual([...model].sort((a, b) => a - b));
          } else {
            set.add(step);
            model.add(step);
          }
        }
        for (let one = 0; one <= 41; one++) expect(set.has(one)).toBe(model.has(one));
      }),
    );
  });

  it('takes another one in', () => {
    fc.assert(
      fc.property(fc.array(id), fc.array(id), (some, others) => {
        const [set, second] = [some, others].map((ids) => {
          const made = new IdSet();
          for (const one of ids) made.add(one);
          return made;
        }) as [IdSet, IdSet];
        set.addAll(second);
        expect([...set.ascending()]).toEqual([...new Set([...some, ...others])].sort((a, b) => a - b));
      }),
    );
  });
});
