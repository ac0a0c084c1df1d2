import {
  assertTransition,
  backupMode,
  BackupStatus,
  BadSettingsFile,
  canFollow,
  fromSettingsFile,
  isBackupStatus,
  isFinished,
  isPending,
  TransitionRefused,
} from '.';
import { branchName, branchOfRelease } from '@coursekeep/definitions';

const statuses = Object.values(BackupStatus);

describe('statuses', () => {
  it('run from created to finished as Moodle’s', () => {
    for (const way of [
      [100, 300, 400, 700, 800, 1000],
      [100, 300, 400, 500, 700, 800, 900],
    ] as BackupStatus[][]) {
      way.slice(1).forEach((status, index) => assertTransition(way[index]!, status));
    }
  });

  it('refuse what skips execution or revives a finished backup, naming both', () => {
    expect(() => assertTransition(BackupStatus.awaiting, BackupStatus.finishedOk)).toThrow(TransitionRefused);
    expect(() => assertTransition(BackupStatus.awaiting, BackupStatus.finishedOk)).toThrow(
      'A backup that is "awaiting execution (700)" cannot become "finished (1000)".',
    );
    expect(statuses.filter((status) => canFollow(1000, status) || canFollow(900, status))).toEqual([]);
    expect(statuses.filter((status) => canFollow(status, 800))).toEqual([700]);
  });

  it('are known by number', () => {
    expect(isBackupStatus(700)).toBe(true);
    expect(isBackupStatus(701)).toBe(false);
    expect(statuses.filter(isFinished)).toEqual([900, 1000]);
    expect(statuses.filter(isPending)).toEqual([700, 800]);
  });
});

describe('modes, versions, settings files', () => {
  it('finds modes by name and number', () => {
    expect(backupMode('async')).toBe(backupMode(70));
    expect(backupMode(70).execution).toBe(2);
    expect(() => backupMode('constructor')).toThrow('There is no backup mode "constructor". The modes are general');
  });

  it('reads the branch from a release', () => {
    expect(branchOfRelease('4.5.5+ (Build: 20250613)')).toBe(405);
    expect(branchOfRelease('5.1 (Build: 20251006)')).toBe(501);
    expect(branchOfRelease('3.11.18')).toBe(311);
    expect(branchOfRelease('unknown')).toBeNull();
    expect(branchName(311)).toBe('3.11');
  });

  it('reads plain maps and the files beside the sample backups', () => {
    expect(fromSettingsFile({ users: 1 })).toEqual({ settings: { users: 1 } });
    const file = { requested: { users: 0 }, mode: 10, courseid: 3, userid: 2, root_settings: { filename: 'a.mbz' } };
    expect(fromSettingsFile(file)).toEqual({
      settings: { filename: 'a.mbz', users: 0 },
      mode: 'general',
      courseId: 3,
      userId: 2,
    });
  });

  it.each([
    [null],
    [[]],
    ['users'],
    [{ requested: 1 }],
    [{ requested: {}, courseid: -1 }],
    [{ requested: {}, mode: {} }],
  ])('refuses %j', (json) => {
    expect(() => fromSettingsFile(json)).toThrow(BadSettingsFile);
  });
});
