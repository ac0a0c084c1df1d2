import fc from 'fast-check';
import { nextDue, windowEnd } from './due';
import { localDay } from './local-time';
import { WEEKDAYS } from './schedule';

const zones = ['UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Kathmandu'];
const zone = fc.constantFrom(...zones);
/** Years with changes of the clock in all these zones. */
const instant = fc.integer({ min: Date.UTC(2016, 0, 1), max: Date.UTC(2027, 0, 1) });
const two = (number: number) => String(number).padStart(2, '0');
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
const dayMs = 86_400_000;
const runs = { numRuns: 120 };

const weekday = (time: number, where: string) => {
  const { year, month, day } = localDay(time, where);
  return WEEKDAYS[(new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7];
};
const dayName = (time: number, where: string) => Object.values(localDay(time, where)).join('-');

describe('days and an hour', () => {
  it('come once on each of their days, and on no other, whatever the clocks do', () => {
    const days = fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 });
    fc.assert(
      fc.property(days, clock, zone, instant, (days, at, where, from) => {
        const came: number[] = [];
        for (let time: number | null = from; came.length < 10;) {
          time = nextDue({ days, at }, where, time);
          if (time === null) throw new Error('It must come.');
          came.push(time);
        }
        const [first = 0, last = 0] = [came[0], came.at(-1)];
        expect(first).toBeGreaterThan(from);
        expect([...came].sort((one, other) => one - other)).toEqual(came);
        expect(new Set(came.map((time) => dayName(time, where))).size).toBe(came.length);
        for (const time of came) expect(days).toContain(weekday(time, where));
        // No chosen day between the first and the last was left out.
        const between = new Set([dayName(last, where)]);
        for (let time = first; time <= last; time += dayMs / 4) {
          if (days.some((day) => day === weekday(time, where))) between.add(dayName(time, where));
        }
        expect(between.size).toBe(came.length);
      }),
      runs,
    );
  });

  it('keep the time of day, but where the clock leaves it out', () => {
    const show = (from: string) => nextDue({ days: [...WEEKDAYS], at: '02:30' }, 'Europe/Berlin', Date.parse(from));
    const at = (from: string) => new Date(show(from) ?? 0).toISOString();
    expect(at('2026-03-27T12:00:00Z')).toBe('2026-03-28T01:30:00.000Z');
    // From 02:00 the clock goes to 03:00: half past three is half an hour after that, too.
    expect(at('2026-03-28T12:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
    expect(at('2026-03-29T12:00:00Z')).toBe('2026-03-30T00:30:00.000Z');
    // Half past two is shown twice; it is due at the first, and not again.
    expect(at('2026-10-24T12:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30:00.000Z');
  });
});

describe('a cron expression', () => {
  const field = (min: number, max: number) =>
    fc.oneof(
      fc.constant('*'),
      fc.integer({ min, max }).map(String),
      fc.integer({ min: 2, max: 6 }).map((step) => `*/${step}`),
    );
  const cron = fc
    .tuple(field(0, 59), field(0, 23), field(1, 28), field(1, 12), fc.constantFrom('*', '0', '1-5', '6'))
    .map((each) => each.join(' '));

  it('goes forward, and misses nothing: from any moment before a time, that time or an earlier one is next', () => {
    fc.assert(
      fc.property(cron, zone, instant, fc.integer({ min: 1, max: 40 * dayMs }), (cron, where, from, before) => {
        const next = nextDue({ cron }, where, from);
        if (next === null) return;
        expect(next).toBeGreaterThan(from);
        const earlier = nextDue({ cron }, where, from - before);
        expect(earlier).not.toBeNull();
        expect(earlier).toBeLessThanOrEqual(next);
        // The clock does not matter between two times: from any point before it, it is the same.
        expect(nextDue({ cron }, where, from + Math.floor((next - from - 1) / 2))).toBe(next);
      }),
      runs,
    );
  });
});

describe('the end of a window', () => {
  it('is the first such time of day after the beginning, at most a day and an hour away', () => {
    fc.assert(
      fc.property(clock, zone, instant, (until, where, begun) => {
        const end = windowEnd(until, where, begun) ?? 0;
        expect(end).toBeGreaterThan(begun);
        expect(end - begun).toBeLessThanOrEqual(dayMs + 3_600_000);
      }),
      runs,
    );
    expect(windowEnd(null, 'UTC', 0)).toBeNull();
  });
});
