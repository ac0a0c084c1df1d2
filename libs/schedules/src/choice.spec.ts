import fc from 'fast-check';
import { chooseCourses, type CourseFacts, takesAll } from './choice';
import { fitsPattern } from './pattern';
import { checkSchedule, type ScheduleInput } from './index';

const now = Date.UTC(2026, 10, 25);
const dayMs = 86_400_000;
const schedule = (given: Partial<ScheduleInput>) =>
  checkSchedule({ name: 'nightly', courses: { all: true }, when: { cron: '0 1 * * *' }, ...given });
const course = (given: Partial<CourseFacts> & { id: number }): CourseFacts => ({
  shortname: `C${given.id}`,
  visible: true,
  categories: [1],
  lastVisit: now,
  created: 0,
  lastTurn: null,
  isUnchanged: false,
  ...given,
});

describe('the courses of a run', () => {
  const courses = [
    course({ id: 2, shortname: 'BIO-101', categories: [3, 1], visible: false }),
    course({ id: 3, shortname: 'bio-202', categories: [4], lastVisit: now - 40 * dayMs }),
    course({ id: 4, shortname: 'CHEM', categories: [1], isUnchanged: true }),
    course({ id: 5, shortname: 'NEW', categories: [4], lastVisit: null, created: now - dayMs }),
  ];
  const ids = (given: Partial<ScheduleInput>, all = false) => chooseCourses(schedule(given), courses, now, all).chosen;

  it('are all, those of categories and below, a list, or those of a pattern', () => {
    expect(ids({})).toEqual([2, 3, 4, 5]);
    expect(ids({ courses: { categories: [1] } })).toEqual([2, 4]);
    expect(ids({ courses: { ids: [5, 3, 99] } })).toEqual([3, 5]);
    expect(ids({ courses: { shortname: 'bio-?0*' } })).toEqual([2, 3]);
  });

  it('are without those that are left out, with the reason, and nobody else is spoken of', () => {
    const without = { hidden: true, unchanged: true, unvisitedDays: 30 };
    expect(chooseCourses(schedule({ without }), courses, now, false)).toEqual({
      chosen: [5],
      skipped: [
        { id: 2, why: 'hidden' },
        { id: 3, why: 'unvisited' },
        { id: 4, why: 'unchanged' },
      ],
    });
    expect(ids({ without }, true)).toEqual([4, 5]);
    expect(chooseCourses(schedule({ without, courses: { ids: [4] } }), courses, now, false)).toEqual({
      chosen: [],
      skipped: [{ id: 4, why: 'unchanged' }],
    });
  });

  it('never starve, however little a night gets done and whichever fail', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.nat(6)),
        (count, most, nights) => {
          const turns = new Map<number, number>();
          const waiting = new Map(Array.from({ length: count }, (_, id) => [id + 1, 0]));
          const rounds = [...nights.map((night) => Math.max(1, Math.min(most, night))), ...Array(count).fill(1)];
          rounds.forEach((done, night) => {
            const facts = [...waiting.keys()].map((id) => course({ id, lastTurn: turns.get(id) ?? null }));
            const begun = chooseCourses(schedule({}), facts, now, false).chosen.slice(0, done);
            for (const [id, nights] of waiting) waiting.set(id, begun.includes(id) ? 0 : nights + 1);
            for (const id of begun) turns.set(id, night);
            // Whoever waits for so many nights had everybody else before it at most once.
            for (const nights of waiting.values()) expect(nights).toBeLessThan(count);
          });
        },
      ),
    );
  });

  it('are each either chosen or skipped, once', () => {
    const facts = fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 2, max: 60 }),
        visible: fc.boolean(),
        isUnchanged: fc.boolean(),
        lastTurn: fc.option(fc.nat(1000)),
        lastVisit: fc.option(fc.nat(now)),
      }),
      { selector: ({ id }) => id },
    );
    const without = fc.record({ hidden: fc.boolean(), unchanged: fc.boolean() });
    fc.assert(
      fc.property(facts, without, (given, without) => {
        const { chosen, skipped } = chooseCourses(schedule({ without }), given.map(course), now, false);
        const told = [...chosen, ...skipped.map(({ id }) => id)].sort((one, other) => one - other);
        expect(told).toEqual(given.map(({ id }) => id).sort((one, other) => one - other));
      }),
    );
  });
});

describe('every so manieth run', () => {
  it('takes all', () => {
    const all = (allEvery: number) => [1, 2, 3, 4, 5, 6].filter((number) => takesAll({ allEvery }, number));
    expect([all(0), all(1), all(3)]).toEqual([[], [1, 2, 3, 4, 5, 6], [3, 6]]);
  });
});

describe('a pattern', () => {
  it('fits as the same regular expression does', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.'), maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (name, pattern) => {
        const source = [...pattern].map((each) => ({ '*': '.*', '?': '.', '.': '\\.' })[each] ?? each).join('');
        expect(fitsPattern(name, pattern)).toBe(new RegExp(`^${source}$`).test(name));
      }),
      { numRuns: 2000 },
    );
  });

  it('is no trap', () => {
    expect(fitsPattern('a'.repeat(255), '*a'.repeat(120) + 'b')).toBe(false);
    expect([fitsPattern('Ärzte', 'ä*'), fitsPattern('x', ''), fitsPattern('', '**')]).toEqual([true, false, true]);
  });
});
