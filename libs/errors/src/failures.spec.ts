import { FAILURES, type Failure, failureByCode, failureCode } from '.';

const failures = Object.entries<Failure>(FAILURES);

describe('the table of failures', () => {
  it.each(failures)('%s is spelt as all are, and its facts fit together', (code, failure) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    if (failure.api !== null) expect(failure.api).toMatch(/^[a-z]+$/);
    expect(failure.errorcode).toMatch(/^[a-z]+$/);
    if (failure.kind !== 'passing') expect(failure.attempts).toBe(1);
    if (failure.kind === 'ours') expect(failure.status).toBeGreaterThanOrEqual(500);
    // What is not the caller's doing may name hosts, folders and tables: strangers get a sentence of its own.
    if (failure.kind !== 'theirs') expect(failure.said).not.toBeNull();
  });

  it('knows the codes of the system, of drivers, and of earlier versions', () => {
    expect(['ENOSPC', 'SQLITE_FULL', 'disk_full'].map(failureCode)).toEqual(Array(3).fill('disk-full'));
    expect(failureCode('WorkerDied')).toBe('worker-died');
    expect(failureCode('toString')).toBeNull();
    expect(failureByCode('TypeError')).toBe(FAILURES.unexpected);
  });
});
