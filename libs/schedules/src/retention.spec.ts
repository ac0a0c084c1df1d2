import fc from 'fast-check';
import { judge, type KeptBackup } from './retention';
import type { RetentionRule } from './schedule';

const dayMs = 86_400_000;
const start = Date.UTC(2025, 0, 1, 2);
const rule = (given: Partial<RetentionRule>): RetentionRule => ({
  last: 0,
  days: 0,
  weeks: 0,
  months: 0,
  years: 0,
  atLeast: 1,
  ...given,
});
const backup = (id: number, given: Partial<KeptBackup> = {}): KeptBackup => ({
  id: String(id),
  sequence: id,
  time: start + id * dayMs,
  withWork: true,
  isGood: true,
  isPinned: false,
  isBeingRead: false,
  isHeld: false,
  ...given,
});
const both = (each: RetentionRule | null) => ({ withWork: each, withoutWork: each, gone: null });
const staying = (backups: readonly KeptBackup[], each: RetentionRule | null, zone = 'UTC') =>
  judge(backups, both(each), zone, false)
    .filter(({ stays }) => stays)
    .map(({ id }) => Number(id));

const count = fc.integer({ min: 0, max: 5 });
const anyRule = fc.record({
  last: count,
  days: count,
  weeks: count,
  months: count,
  years: count,
  atLeast: fc.integer({ min: 1, max: 4 }),
});
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Kiritimati');
/** Clocks go back and forth, some files are damaged, some backups are protected. */
const history = fc
  .array(
    fc.record({
      step: fc.integer({ min: -3 * dayMs, max: 40 * dayMs }),
      withWork: fc.boolean(),
      isGood: fc.boolean(),
      isPinned: fc.boolean(),
      isBeingRead: fc.boolean(),
      isHeld: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  .map((steps) => {
    let time = start;
    return steps.map(({ step, ...each }, id) => backup(id, { ...each, time: (time += step) }));
  });
const runs = { numRuns: 500 };

describe('a rule', () => {
  const nights = Array.from({ length: 800 }, (_, id) => backup(id));

  it('keeps the newest of days, weeks, months and years, as long as they are counted', () => {
    const kept = staying(nights, rule({ days: 7, weeks: 4, months: 12, years: 2 }));
    const day = (id: number) => new Date(start + id * dayMs).toISOString().slice(0, 10);
    expect(kept.map(day)).toEqual([
      ...['2027-03-11', '2027-03-10', '2027-03-09', '2027-03-08', '2027-03-07', '2027-03-06', '2027-03-05'],
      ...['2027-02-28', '2027-02-21', '2027-01-31', '2026-12-31', '2026-11-30', '2026-10-31', '2026-09-30'],
      ...['2026-08-31', '2026-07-31', '2026-06-30', '2026-05-31', '2026-04-30'],
    ]);
  });

  it('says why each stays or goes', () => {
    const damaged = backup(803, { isGood: false });
    const verdicts = judge([...nights.slice(790), damaged], both(rule({ last: 2, days: 3, atLeast: 4 })), 'UTC', false);
    expect(verdicts.slice(0, 6)).toEqual([
      { id: '803', stays: true, why: ['not-good'] },
      { id: '799', stays: true, why: ['last-good', 'last', 'day'] },
      { id: '798', stays: true, why: ['at-least', 'last', 'day'] },
      { id: '797', stays: true, why: ['at-least', 'day'] },
      { id: '796', stays: true, why: ['at-least'] },
      { id: '795', stays: false, why: ['superseded'] },
    ]);
  });

  it('counts the days of the time zone', () => {
    const late = [backup(1, { time: Date.UTC(2026, 0, 1, 22) }), backup(2, { time: Date.UTC(2026, 0, 1, 23, 30) })];
    expect(staying(late, rule({ days: 2 }), 'UTC')).toEqual([2]);
    expect(staying(late, rule({ days: 2 }), 'Europe/Berlin')).toEqual([2, 1]);
  });

  it('is one for each kind, and another for courses that are gone', () => {
    const mixed = [1, 2, 3, 4].map((id) => backup(id, { withWork: id % 2 === 0 }));
    const rules = { withWork: rule({ last: 1 }), withoutWork: null, gone: rule({ last: 2 }) };
    const kept = (gone: boolean) => judge(mixed, rules, 'UTC', gone).map(({ stays }) => stays);
    expect([kept(false), kept(true)]).toEqual([
      [true, true, false, true],
      [true, true, true, true],
    ]);
    expect(judge(mixed, { ...rules, gone: rule({}) }, 'UTC', true).map(({ stays }) => stays)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('whatever the rule and the history', () => {
  it('the last good one of each kind stays, and as many as the minimum', () => {
    fc.assert(
      fc.property(history, anyRule, zone, fc.boolean(), (backups, each, where, gone) => {
        const verdicts = judge(backups, { withWork: each, withoutWork: each, gone: each }, where, gone);
        for (const withWork of [true, false]) {
          const good = backups.filter((one) => one.isGood && one.withWork === withWork);
          const kept = good.filter(({ id }) => verdicts.find((verdict) => verdict.id === id)?.stays);
          expect(kept.length).toBeGreaterThanOrEqual(Math.min(each.atLeast, good.length));
          if (good.length > 0) expect(kept.at(-1)).toBe(good.at(-1));
        }
      }),
      runs,
    );
  });

  it('nothing goes that is pinned, held, being read, or not known to be good', () => {
    fc.assert(
      fc.property(history, anyRule, zone, (backups, each, where) => {
        const going = judge(backups, both(each), where, false).filter(({ stays }) => !stays);
        for (const { id } of going) {
          expect(backups[Number(id)]).toMatchObject({
            isPinned: false,
            isHeld: false,
            isBeingRead: false,
            isGood: true,
          });
        }
      }),
      runs,
    );
  });

  it('each has a reason, and the order in which they are told does not matter', () => {
    fc.assert(
      fc.property(history, anyRule, zone, (backups, each, where) => {
        const verdicts = judge(backups, both(each), where, false);
        expect(verdicts).toHaveLength(backups.length);
        for (const { why, stays } of verdicts) expect(stays).toBe(!why.includes('superseded') && why.length > 0);
        expect(judge([...backups].reverse(), both(each), where, false)).toEqual(verdicts);
      }),
      runs,
    );
  });

  it('what stays would stay again: removing twice is removing once', () => {
    fc.assert(
      fc.property(history, anyRule, zone, (backups, each, where) => {
        const kept = staying(backups, each, where);
        const left = backups.filter(({ id }) => kept.includes(Number(id)));
        expect(staying(left, each, where)).toEqual(kept);
      }),
      runs,
    );
  });

  it('a larger number never keeps less', () => {
    const names = ['last', 'days', 'weeks', 'months', 'years', 'atLeast'] as const;
    fc.assert(
      fc.property(history, anyRule, fc.constantFrom(...names), zone, (backups, each, name, where) => {
        const more = staying(backups, { ...each, [name]: each[name] + 1 }, where);
        for (const id of staying(backups, each, where)) expect(more).toContain(id);
      }),
      runs,
    );
  });

  it('night after night no more are left than the numbers say, and the days that are promised', () => {
    fc.assert(
      fc.property(anyRule, zone, fc.integer({ min: 1, max: 120 }), (each, where, nights) => {
        let kept: KeptBackup[] = [];
        for (let night = 0; night < nights; night++) {
          kept = [...kept, backup(night)];
          const ids = staying(kept, each, where);
          kept = kept.filter(({ id }) => ids.includes(Number(id)));
        }
        const { last, days, weeks, months, years, atLeast } = each;
        expect(kept.length).toBeLessThanOrEqual(last + days + weeks + months + years + atLeast);
        const newest = kept.map(({ id }) => Number(id)).slice(-Math.max(days, last, atLeast));
        expect(newest).toEqual(
          Array.from({ length: Math.min(nights, newest.length) }, (_, back) => nights - newest.length + back),
        );
      }),
      { numRuns: 60 },
    );
  });
});
