import fc from 'fast-check';
import { checkSchedule, optionsOf, readSchedules, ScheduleInvalid } from './index';

const yaml = `
schedules:
  - name: nightly
    enabled: true
    courses: { categories: [2, 3] }
    without: { hidden: true, unvisitedDays: 30 }
    when: { days: [mon, tue], at: "01:30" }
    until: "06:00"
    retention:
      withWork: { days: 7, weeks: 4 }
holds:
  - { category: 9, why: The court asked for it, until: 2027-12-31 }
`;

const problem = (text: string): string => {
  try {
    readSchedules(text);
  } catch (error) {
    if (error instanceof ScheduleInvalid) return error.message;
    throw error;
  }
  return 'It was taken.';
};
const one = (given: string) =>
  problem(`schedules: [{name: a, courses: {all: true}, when: {cron: "0 1 * * *"}, ${given}}]`);

describe('a file of schedules', () => {
  it('is YAML or JSON, and what is not said is the default', () => {
    const { schedules, holds } = readSchedules(yaml);
    expect(schedules[0]).toEqual({
      name: 'nightly',
      enabled: true,
      courses: { categories: [2, 3] },
      without: { hidden: true, unchanged: false, unvisitedDays: 30 },
      preset: 'work',
      options: {},
      settings: {},
      format: 'tgz',
      when: { days: ['mon', 'tue'], at: '01:30' },
      zone: null,
      until: '06:00',
      atOnce: 1,
      allEvery: 7,
      retention: {
        withWork: { last: 0, days: 7, weeks: 4, months: 0, years: 0, atLeast: 1 },
        withoutWork: null,
        gone: null,
      },
    });
    expect(holds).toEqual([{ category: 9, why: 'The court asked for it', until: '2027-12-31' }]);
    expect(readSchedules(JSON.stringify({ schedules, holds }))).toEqual({ schedules, holds });
    expect(readSchedules('')).toEqual({ schedules: [], holds: [] });
  });

  it('is on only where it says so', () => {
    expect(checkSchedule({ name: 'a', courses: { all: true }, when: { cron: '0 1 * * *' } }).enabled).toBe(false);
  });

  it('is refused with the place that is wrong and what to write there', () => {
    expect(one('until: "6:00"')).toBe('schedules[0].until: must be a time of day, as 01:30');
    expect(one('zone: Mars')).toBe('schedules[0].zone: must be an IANA time zone, as Europe/Berlin');
    expect(one('when: {cron: "0 0 30 2 *"}')).toMatch(/duplicate|Map keys must be unique/i);
    const cron = (expression: string) =>
      problem(`schedules: [{name: a, courses: {all: true}, when: {cron: "${expression}"}}]`);
    expect(cron('0 0 30 2 *')).toBe('schedules[0].when.cron: never comes: there is no such day');
    expect(cron('61 * * * *')).toBe('schedules[0].when.cron: is not understood: Invalid value for minute: 61');
    expect(cron('@daily')).toBe('schedules[0].when.cron: is not understood: it must have five fields');
    expect(cron('2026-01-01T00:00:00')).toMatch('it must have five fields');
    expect(one('nonsense: 1')).toMatch(/schedules\[0\]: .*nonsense/);
    expect(problem('schedules: [{name: a, courses: {ids: []}, when: {cron: "0 1 * * *"}}]')).toMatch(
      /^schedules\[0\]\.courses\.ids: /,
    );
    expect(problem('schedules: [')).toMatch(/^The schedules are neither YAML nor JSON: .*line 1/);
    const twice = '{name: a, courses: {all: true}, when: {cron: "0 1 * * *"}}';
    expect(problem(`schedules: [${twice}, ${twice}]`)).toBe('schedules[1].name: "a" is there twice');
    expect(problem(`schedules: [${twice.replace('name: a', 'name: "../a"')}]`)).toMatch(/name: must be lower-case/);
  });

  it('never breaks the reader, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string().map((text) => yaml + text),
        ),
        (text) => {
          expect(typeof problem(text)).toBe('string');
        },
      ),
    );
    const laughs = Array.from({ length: 20 }, (_, at) => `a${at}: &a${at} [${at ? `*a${at - 1},`.repeat(9) : 1}]`);
    expect(problem(laughs.join('\n'))).toMatch('neither YAML nor JSON');
  });
});

describe('the options of a schedule', () => {
  it('are the preset, and what is said exactly wins', () => {
    expect(optionsOf({ preset: 'work', options: { comments: false, logs: 1 } })).toEqual({
      users: 1,
      role_assignments: 1,
      comments: 0,
      userscompletion: 1,
      logs: 1,
    });
    expect(optionsOf({ preset: 'content', options: {} })).toEqual({ users: 0 });
  });
});
