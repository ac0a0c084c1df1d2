import { withinTime } from './within-time';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('work that has its time', () => {
  it('is waited for, and leaves no timer behind', async () => {
    expect(await withinTime(Promise.resolve(1), 5)).toBe(1);
    await expect(withinTime(Promise.reject(new Error('no')), 5)).rejects.toThrow('no');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is given up after it, and the caller told', async () => {
    const outcome = expect(withinTime(new Promise(() => undefined), 5)).rejects.toMatchObject({
      errorcode: 'requesttimeout',
    });
    await jest.advanceTimersByTimeAsync(5000);
    await outcome;
  });
});
