import { dateText, zoneOf } from './dates';

describe('a date', () => {
  it.each([
    ['Europe/London', true, 'Thursday, 9 October 2025, 9:53 AM'],
    ['Asia/Kolkata', true, 'Thursday, 9 October 2025, 2:23 PM'],
    ['5.5', true, 'Thursday, 9 October 2025, 2:23 PM'],
    ['-9', true, 'Wednesday, 8 October 2025, 11:53 PM'],
    ['Nowhere/At_all', true, 'Thursday, 9 October 2025, 8:53 AM'],
    ['UTC', false, '9 October 2025'],
  ])('in %s', (zone, withTime, expected) => expect(dateText(1_760_000_000, zone, withTime)).toBe(expected));

  it('is in the first zone that is one', () => {
    expect(zoneOf(null, '99', '', 'Asia/Tokyo', 'Europe/London')).toBe('Asia/Tokyo');
    expect(zoneOf('99')).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });
});
