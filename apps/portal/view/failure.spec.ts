import { en } from '../text/en';
import { reasonOf } from './failure';
import { aBackup } from './testing';

const failed = (code: string) => aBackup({ status: 900, error: { code, message: 'ECONNREFUSED 127.0.0.1:5432' } });

describe('why a backup failed', () => {
  it('is told by what it means to who asked for it', () => {
    const { failures } = en.running;
    expect(
      ['ENOSPC', 'database-unreachable', 'EACCES', 'worker-died'].map((code) => reasonOf(failed(code), en)),
    ).toEqual([failures.room, failures.site, failures.storage, failures.interrupted]);
    expect(reasonOf(failed('TypeError'), en)).toBe(failures.other);
  });

  it('never shows the words of a program', () => {
    for (const code of ['database-refused', 'TypeError']) expect(reasonOf(failed(code), en)).not.toContain('ECONN');
  });

  it('names who cancelled it, and says where a file is gone', () => {
    const cancelled = aBackup({ status: 900, error: { code: 'cancelled', message: 'Ann cancelled the backup.' } });
    expect(reasonOf(cancelled, en)).toBe('Ann cancelled the backup.');
    const lost = aBackup({ status: 1000, error: { code: 'filemissing', message: '' } });
    expect(reasonOf(lost, en)).toBe(en.running.goneText);
    const damaged = aBackup({ status: 1000, error: { code: 'file-damaged', message: '' } });
    expect(reasonOf(damaged, en)).toBe(en.running.damagedText);
    expect(reasonOf(aBackup(), en)).toBeNull();
  });

  it('is told of the last try while it waits for the next', () => {
    const waiting = aBackup({ status: 700, error: { code: 'database-refused', message: '' } });
    expect(reasonOf(waiting, en)).toBe(en.running.failures.site);
  });
});
