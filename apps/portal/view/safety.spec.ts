import { courseSafety, OLD_AFTER_DAYS, safetyOf } from './safety';
import { aBackup, aCourse } from './testing';

const NOW = 1_700_000_000;
const DAY = 86_400;
const good = (days: number) => aBackup({ timecreated: NOW - days * DAY });
const failed = (days: number) => aBackup({ timecreated: NOW - days * DAY, status: 900 });
const running = aBackup({ timecreated: NOW - 60, status: 800, timefinished: null });

describe('the safety of a course', () => {
  it('is never where nothing has ended', () => {
    expect(safetyOf([], NOW)).toEqual({ level: 'never', good: null, failed: null });
    expect(safetyOf([running], NOW).level).toBe('never');
  });

  it('is that of the newest good backup, however many run', () => {
    const newest = good(2);
    expect(safetyOf([running, newest, good(90)], NOW)).toEqual({ level: 'safe', good: newest, failed: null });
  });

  it('grows old', () => {
    expect(safetyOf([good(OLD_AFTER_DAYS)], NOW).level).toBe('safe');
    expect(safetyOf([good(OLD_AFTER_DAYS + 0.01)], NOW).level).toBe('old');
  });

  it('tells a failure, and what good one is left', () => {
    const [bad, left] = [failed(0.5), good(7)];
    expect(safetyOf([bad, left], NOW)).toEqual({ level: 'failed', good: left, failed: bad });
    expect(safetyOf([bad], NOW)).toEqual({ level: 'failed', good: null, failed: bad });
  });

  it('does not count what somebody cancelled, nor a backup whose file is gone', () => {
    const cancelled = aBackup({ timecreated: NOW, status: 900, error: { code: 'cancelled', message: '' } });
    const lost = aBackup({ timecreated: NOW, error: { code: 'filemissing', message: '' } });
    const left = good(1);
    expect(safetyOf([cancelled, lost, left], NOW)).toEqual({ level: 'safe', good: left, failed: null });
    expect(safetyOf([cancelled, lost], NOW).level).toBe('never');
  });

  it('is told in the list of courses as well: a failure, and the good one before it', () => {
    const [bad, left] = [failed(0.5), good(7)];
    expect(courseSafety(aCourse({ latest: bad, good: left }), NOW)).toEqual({
      level: 'failed',
      good: left,
      failed: bad,
    });
    expect(courseSafety(aCourse({ latest: left, good: left }), NOW)).toMatchObject({ level: 'safe', good: left });
    const moodles = aBackup({ timecreated: NOW - 60, origin: 'moodle', backupid: null });
    expect(courseSafety(aCourse({ latest: bad, good: moodles }), NOW)).toMatchObject({ level: 'safe', good: moodles });
    expect(courseSafety(aCourse(), NOW).level).toBe('never');
  });

  it('forgets a failure that a good backup followed', () => {
    expect(safetyOf([good(1), failed(2)], NOW)).toMatchObject({ level: 'safe', failed: null });
  });
});
