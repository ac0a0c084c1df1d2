import fc from 'fast-check';
import { en } from './en';
import { dayAndTime, duration, exactMoment, moment, month, percent, size, type Format } from './format';

const seconds = (date: string) => Date.parse(date) / 1000;
const format: Format = { locale: 'en-GB', zone: 'Europe/Berlin', now: seconds('2026-11-23T12:00:00Z') };
const said = (date: string) => moment(seconds(date), format, en.moments);

describe('moments', () => {
  it('are said as people say them, in the given zone', () => {
    expect(said('2026-11-23T11:59:30Z')).toBe('just now');
    expect(said('2026-11-23T11:48:00Z')).toBe('12 minutes ago');
    expect(said('2026-11-22T23:14:00Z')).toBe('today at 00:14');
    expect(said('2026-11-22T01:14:00Z')).toBe('yesterday at 02:14');
    expect(said('2026-11-20T09:00:00Z')).toBe('3 days ago');
    expect(said('2026-10-20T09:00:00Z')).toBe('on 20 October');
    expect(said('2024-03-03T09:00:00Z')).toBe('on 3 March 2024');
  });

  it('are exact, with their zone, in titles', () => {
    expect(exactMoment(seconds('2026-11-22T01:14:05Z'), format)).toBe('Sunday, 22 November 2026 at 02:14:05 CET');
    expect(dayAndTime(seconds('2026-11-22T01:14:05Z'), format)).toBe('Sunday 22, 02:14');
    expect(month(seconds('2026-10-31T23:30:00Z'), format)).toBe('November 2026');
  });
});

describe('sizes, times and shares', () => {
  it('are short', () => {
    expect([0, 1, 999, 1000, 5_402_118, 243_120_455, 999_950, 2e13].map((bytes) => size(bytes, 'en-GB'))).toEqual([
      '0 bytes',
      '1 byte',
      '999 bytes',
      '1 kB',
      '5.4 MB',
      '243 MB',
      '1 MB',
      '20 TB',
    ]);
    expect([0, 21.4, 185, 3600, 4321].map((time) => duration(time, 'en-GB'))).toEqual([
      '0 seconds',
      '21 seconds',
      '3 minutes 5 seconds',
      '1 hour',
      '1 hour 12 minutes',
    ]);
  });

  it('do not promise the end before it has come', () => {
    expect(percent(0.999, 'en-GB')).toBe('99%');
    expect(percent(1, 'en-GB')).toBe('100%');
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.9999, noNaN: true }), (share) => percent(share, 'en-GB') !== '100%'),
    );
  });
});
