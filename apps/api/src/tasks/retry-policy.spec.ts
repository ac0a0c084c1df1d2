import { CoursekeepError } from '@coursekeep/errors';
import { attemptFailure, retryDelay } from './retry-policy';

describe('the policy of retries', () => {
  it('waits twice as long each time, and ten minutes at most', () => {
    const waits = [1, 2, 3, 8, 11].map((attempts) => retryDelay({ code: 'database-unreachable' }, attempts, 5));
    expect(waits).toEqual([5000, 10_000, 20_000, 600_000, 600_000]);
  });

  it('gives up in the end, and at once where it would fail again', () => {
    expect(retryDelay({ code: 'database-unreachable' }, 12, 5)).toBeNull();
    expect(retryDelay({ code: 'disk-full' }, 2, 5)).toBe(10_000);
    expect(retryDelay({ code: 'disk-full' }, 3, 5)).toBeNull();
    expect(retryDelay({ code: 'unknown-setting' }, 1, 5)).toBeNull();
  });

  it('does not try again what is of the database but will not pass: a table or column that is not there', () => {
    for (const code of ['database-lacks', 'database-query'] as const) expect(retryDelay({ code }, 1, 5)).toBeNull();
  });
});

describe('what is known of an attempt that failed', () => {
  it("is found in the causes of an error, by the system's code, with words for a full disk", () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    expect(attemptFailure(full)).toEqual({
      code: 'disk-full',
      message: 'The disk is full: make room in the data folder.',
      trace: null,
    });
    const beneath = new CoursekeepError('archive-source-failed', 'The document cannot be read.', { cause: full });
    expect(attemptFailure(beneath)).toMatchObject({ code: 'disk-full', message: 'The document cannot be read.' });
  });

  it('is an id for people and the stack for the log, where nobody expected it', () => {
    const { code, message, trace } = attemptFailure(new TypeError("Cannot read properties of undefined (reading 'x')"));
    expect(code).toBe('unexpected');
    expect(message).not.toContain('undefined');
    const [, id = ''] = /under (\w{8})\.$/.exec(message) ?? [];
    expect(trace).toContain(`${id}: TypeError: Cannot read`);
    expect(trace).toContain('retry-policy.spec.ts');
  });
});
