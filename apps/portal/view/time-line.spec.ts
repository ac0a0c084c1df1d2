import { estimateOf, remainingSeconds } from './estimate';
import { aBackup } from './testing';
import { timeLineOf } from './time-line';

const at = (date: string, values = {}) => aBackup({ backupid: date, timecreated: Date.parse(date) / 1000, ...values });

describe('the time line of a course', () => {
  it('has what runs on top and the rest by month', () => {
    const line = timeLineOf(
      [at('2026-11-02', { status: 700 }), at('2026-11-01'), at('2026-10-31'), at('2025-10-30')],
      'UTC',
    );
    expect(line.unfinished.map(({ backupid }) => backupid)).toEqual(['2026-11-02']);
    expect(line.months.map(({ backups }) => backups.map(({ backupid }) => backupid))).toEqual([
      ['2026-11-01'],
      ['2026-10-31'],
      ['2025-10-30'],
    ]);
  });

  it('has what runs before what waits, and what waits in the order of its turn', () => {
    const waiting = ['2026-11-05', '2026-11-04', '2026-11-02'].map((date) => at(date, { status: 700 }));
    const line = timeLineOf([...waiting.slice(0, 2), at('2026-11-03', { status: 800 }), ...waiting.slice(2)], 'UTC');
    expect(line.unfinished.map(({ backupid }) => backupid)).toEqual([
      '2026-11-03',
      '2026-11-02',
      '2026-11-04',
      '2026-11-05',
    ]);
  });

  it('has the months of its time zone', () => {
    const midnight = [at('2026-11-01T00:30:00Z'), at('2026-10-31T23:30:00Z')];
    expect(timeLineOf(midnight, 'UTC').months).toHaveLength(2);
    expect(timeLineOf(midnight, 'America/New_York').months).toHaveLength(1);
    expect(timeLineOf(midnight, 'Europe/Berlin').months).toHaveLength(1);
  });
});

describe('an estimate', () => {
  it('is what the last good backup of the kind took', () => {
    const backups = [
      aBackup({ status: 900, users: true }),
      aBackup({ users: false }),
      aBackup({ filesize: 7, users: true }),
    ];
    expect(estimateOf(backups, true)).toEqual({ bytes: 7, seconds: 21 });
    expect(estimateOf(backups.slice(0, 2), true)).toBeNull();
  });

  it('of what remains waits until there is something to judge by', () => {
    expect(remainingSeconds(0.01, 30)).toBeNull();
    expect(remainingSeconds(0.25, 10)).toBe(30);
    expect([0.43, 0.8, 0.97, 0.99].map((progress) => remainingSeconds(progress, 171))).toEqual([240, 45, 5, 2]);
  });
});
