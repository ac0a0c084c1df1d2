import { failureOf, retryDelay } from './retry-policy';

const failure = (name: string, ...codes: string[]) => ({ name, codes, message: '' });

describe('the policy of retries', () => {
  it('waits twice as long each time, and ten minutes at most', () => {
    const waits = [1, 2, 3, 8, 11].map((attempts) => retryDelay(failure('SiteDatabaseError'), attempts, 5));
    expect(waits).toEqual([5000, 10_000, 20_000, 600_000, 600_000]);
  });

  it('gives up in the end, and at once where it would fail again', () => {
    expect(retryDelay(failure('SiteDatabaseError'), 12, 5)).toBeNull();
    expect(retryDelay(failure('Error', 'ENOSPC'), 2, 5)).toBe(10_000);
    expect(retryDelay(failure('Error', 'ENOSPC'), 3, 5)).toBeNull();
    expect(retryDelay(failure('BadBackupRequest', 'unknown-setting'), 1, 5)).toBeNull();
  });

  it("finds the system's code in the causes of an error, and words for a full disk", () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    expect(failureOf(full)).toMatchObject({
      codes: ['ENOSPC'],
      message: 'The disk is full: make room in the data folder.',
    });
    expect(failureOf(new TypeError('outside', { cause: full })).codes).toEqual(['ENOSPC']);
    expect(failureOf('text')).toEqual({ name: 'Error', codes: [], message: 'text' });
  });
});
