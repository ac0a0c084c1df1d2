import { CoursekeepError } from '@coursekeep/errors';
import type { CourseOutline } from '../model';
import { bareActivity, bareCourse } from '../../testing/outlines';
import { fakeSite, type FakeSite } from '../../testing/fake-site';
import {
  BackupCancelled,
  BackupController,
  BackupNotAllowed,
  BadBackupRequest,
  CourseUnknown,
  FINAL_WEIGHT,
  UserUnknown,
  type BackupJob,
  type BackupRequest,
  type EngineParts,
  type ProgressState,
} from '.';

const manager = ['backupcourse', 'userinfo', 'anonymise', 'configure'].map((name) => `moodle/backup:${name}`);
const teacher = ['backupcourse', 'configure'].map((name) => `moodle/backup:${name}`);

const says: FakeSite = {
  courses: [
    { id: 1, categoryId: 0, shortname: 'site' },
    { id: 4, categoryId: 1, shortname: 'Small & Test' },
  ],
  users: [
    { id: 2, timezone: '99', deleted: false },
    { id: 3, timezone: 'Asia/Tokyo', deleted: false },
    { id: 4, timezone: '99', deleted: false },
    { id: 5, timezone: '99', deleted: true },
  ],
  capabilities: { 2: manager, 3: teacher, 5: manager },
  settings: { timezone: 'Europe/London' },
};

const outline: CourseOutline = {
  ...bareCourse,
  courseId: 4,
  sections: [{ id: 9, number: 0, name: '', activities: [bareActivity(42, 'page')] }],
};

// 2019-02-11 13:52:00 UTC
const clock = () => 1549893120_000;

function request(changes: Partial<BackupRequest> & { says?: Partial<FakeSite> } = {}): BackupRequest {
  const { says: other, ...rest } = changes;
  return { site: fakeSite({ ...says, ...other }), courseId: 4, userId: 2, clock, ...rest };
}

/** An executor that hands its job to the test, and the archive's facts to the controller. */
function parts(work: (job: BackupJob) => Promise<void> | void = () => undefined): EngineParts {
  return {
    readOutline: () => Promise.resolve(outline),
    execute: async (job) => {
      await work(job);
      return { entries: 1, size: 2048, contentHash: 'a'.repeat(40), filename: job.filename };
    },
  };
}

function create(changes: Parameters<typeof request>[0] = {}, work?: (job: BackupJob) => Promise<void> | void) {
  return BackupController.create(request(changes), parts(work));
}

describe('a backup from request to file', () => {
  it('waits, runs in one snapshot, and tells what came out', async () => {
    const site = fakeSite(says);
    const seen: unknown[] = [];
    const controller = await create({ site }, (job) => {
      seen.push(controller.status, site.snapshots, job.now, job.format, job.branch, job.enrolments, job.targetFolder);
    });
    expect(controller.status).toBe(700);
    expect(controller.progress).toBe(0);
    expect(controller.backupId).toMatch(/^[0-9a-f]{32}$/);
    expect(controller.filename).toBe('backup-moodle2-course-4-small_amp;_test-20190211-1352.mbz');
    expect(site.snapshots).toEqual({ opened: 1, open: 0 });

    const result = await controller.execute('/backups');
    expect(seen).toEqual([800, expect.anything(), 1549893120, 'tgz', 405, true, '/backups']);
    expect(site.snapshots).toEqual({ opened: 2, open: 0 });
    expect(result).toEqual({
      backupId: controller.backupId,
      filename: controller.filename,
      path: `/backups/${controller.filename}`,
      size: 2048,
      contentHash: 'a'.repeat(40),
      status: 1000,
      warnings: [],
    });
    expect(controller.progress).toBe(1);
    await expect(controller.execute('/backups')).rejects.toMatchObject({ code: 'transition-refused' });
  });

  it.each<[string, Parameters<typeof request>[0], string]>([
    ['without users', { options: {} }, 'backup-moodle2-course-4-small_amp;_test-20190211-1352-nu.mbz'],
    ['anonymised', { settings: { anonymize: 1 } }, 'backup-moodle2-course-4-small_amp;_test-20190211-1352-an.mbz'],
    ['without files', { settings: { files: 0 } }, 'backup-moodle2-course-4-small_amp;_test-20190211-1352-nf.mbz'],
    ['in the user’s time zone', { userId: 3 }, 'backup-moodle2-course-4-small_amp;_test-20190211-2252-nu.mbz'],
    [
      'in a forced one of old form',
      { says: { settings: { forcetimezone: '5.5', timezone: 'Europe/London' } } },
      'backup-moodle2-course-4-small_amp;_test-20190211-1922.mbz',
    ],
    ['as asked for', { settings: { filename: 'mine.mbz' } }, 'mine.mbz'],
  ])('is named %s', async (_, changes, filename) => {
    expect((await create(changes)).filename).toBe(filename);
  });

  it('takes options with their defaults, settings before them, and leaves enrolments to the executor', async () => {
    let job: BackupJob | undefined;
    const controller = await create(
      { options: { enrolments: 0, logs: 1, users: 1 }, settings: { logs: 0, page_42_userinfo: 0 } },
      (given) => void (job = given),
    );
    await controller.execute('.');
    const value = (name: string) => job!.settings.value(name);
    expect([value('users'), value('logs'), value('comments'), value('badges')]).toEqual([1, 0, 0, 1]);
    expect(job!.settings.userinfo(bareActivity(42, 'page'))).toBe(false);
    expect(job!.enrolments).toBe(false);
    expect((await create({ settings: { enrolments: 0 } })).settings.has('enrolments')).toBe(false);
  });

  it('starts from the site’s own defaults', async () => {
    const backupSettings = { backup_general_users: '0', backup_general_badges: '1' };
    const configFile = { 'backup/backup_general_badges': '0' };
    const controller = await create({ says: { backupSettings, configFile } });
    expect(controller.settings.value('users')).toBe(0);
    expect(controller.settings.value('badges')).toBe(0);
  });

  it('tells a user who may not configure that the defaults of options gave way', async () => {
    const controller = await create({
      options: {},
      says: { capabilities: { 2: manager.filter((name) => !name.endsWith('configure')) } },
    });
    expect(controller.settings.value('users')).toBe(1);
    expect(controller.warnings).toContainEqual({
      code: 'setting-locked',
      kind: 'loss',
      message: expect.stringContaining('"users" is 1: it needs the capability moodle/backup:configure in the course.'),
    });
  });

  it('says so when the version of Moodle was never compared', async () => {
    const controller = await create({ says: { release: '4.4.1' } });
    expect(controller.warnings).toMatchObject([{ code: 'version-not-verified' }]);
  });

  it('goes on when an activity that was named has gone meanwhile', async () => {
    let now = outline;
    const controller = await BackupController.create(request({ settings: { page_42_included: 0 } }), {
      ...parts(),
      readOutline: () => Promise.resolve(now),
    });
    now = { ...outline, sections: [] };
    const { warnings } = await controller.execute('.');
    expect(warnings).toMatchObject([{ code: 'course-changed', message: expect.stringContaining('page_42_included') }]);
  });
});

describe('what is refused', () => {
  it.each<[string, Parameters<typeof request>[0], new (...given: never[]) => CoursekeepError, string, string]>([
    ['an unknown course', { courseId: 77 }, CourseUnknown, 'course-unknown', 'no course with the id 77'],
    ['no course', { courseId: NaN }, CourseUnknown, 'course-unknown', 'NaN'],
    ['an unknown user', { userId: 99 }, UserUnknown, 'user-unknown', 'no user with the id 99'],
    ['a deleted user', { userId: 5 }, UserUnknown, 'user-unknown', '5'],
    ['a user without the capability', { userId: 4 }, BackupNotAllowed, 'not-allowed', 'moodle/backup:backupcourse'],
    [
      'an import without its own',
      { mode: 'import' },
      BackupNotAllowed,
      'not-allowed',
      'moodle/backup:backuptargetimport',
    ],
    [
      'users without userinfo',
      { userId: 3, options: { users: 1 } },
      BadBackupRequest,
      'setting-locked',
      'moodle/backup:userinfo',
    ],
    ['an unknown option', { options: { bogus: 1 } }, BadBackupRequest, 'unknown-option', '"bogus"'],
    ['an unknown setting', { settings: { user: 1 } }, BadBackupRequest, 'unknown-setting', 'nearest is "users"'],
    ['a bad value', { settings: { users: 'yes' } }, BadBackupRequest, 'bad-setting-value', '"yes"'],
    ['a bad value of ours', { settings: { enrolments: 5 } }, BadBackupRequest, 'bad-setting-value', 'enrolments'],
    ['a path as name', { settings: { filename: '../x' } }, BadBackupRequest, 'bad-setting-value', 'plain file name'],
    ['an unknown mode', { mode: 'nightly' as never }, BadBackupRequest, 'unknown-mode', 'nightly'],
    ['an unknown format', { format: 'rar' as never }, BadBackupRequest, 'bad-format', 'tgz or zip'],
    ['an id with a path', { backupId: '../../etc' }, BadBackupRequest, 'bad-backup-id', '32'],
    [
      'anonymising, where the site fixed users',
      {
        settings: { anonymize: 1 },
        says: { backupSettings: { backup_general_users: '1', backup_general_users_locked: '1' } },
      },
      BadBackupRequest,
      'setting-locked',
      '"users", which decides it, is itself locked',
    ],
  ])('%s', async (_, changes, kind, code, message) => {
    const refusal = await create(changes).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(kind);
    expect(refusal).toBeInstanceOf(CoursekeepError);
    expect(refusal).toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it('asks nobody on an administrator’s command line', async () => {
    const controller = await create({ userId: 4, skipAccessCheck: true, settings: { users: 1 } });
    expect(controller.settings.isOn('users')).toBe(true);
  });
});

describe('progress, warnings, log', () => {
  it('never goes back and is 1 only at the end', async () => {
    const states: ProgressState[] = [];
    const controller = await create({ onProgress: (state) => states.push(state) }, ({ report }) => {
      report.expect(2 + FINAL_WEIGHT);
      report.step('Course');
      report.advance(1);
      report.step('Page 1 of 1');
      report.advance(1);
      report.advance(-5);
      report.advance(NaN);
      report.expect(1000);
      report.advance(FINAL_WEIGHT);
      report.expect(1);
      report.advance(1);
    });
    await controller.execute('.');
    const values = states.map(({ progress }) => progress);
    expect([...values].sort((a, b) => a - b)).toEqual(values);
    expect(values.filter((value) => value === 1)).toHaveLength(1);
    expect(states.at(-1)).toEqual({ progress: 1, step: 'Done' });
    expect(states).toContainEqual({ progress: 1 / 22, step: 'Page 1 of 1' });
  });

  it('calls its listener a bounded number of times', async () => {
    let calls = 0;
    const controller = await create({ onProgress: () => void (calls += 1) }, ({ report }) => {
      report.expect(1_000_000);
      for (let done = 0; done < 1_000_000; done += 1) report.advance(1);
    });
    await controller.execute('.');
    expect(calls).toBeLessThanOrEqual(1001);
  });

  it('collects warnings, and writes Moodle’s log lines of them only', async () => {
    let text = '';
    const heard: string[] = [];
    const controller = await create({ userId: 3, onLog: (level) => heard.push(level) }, (job) => {
      job.log('info', 'nothing special');
      expect(job.logText()).toBe('');
      job.warn(
        { code: 'content-missing', kind: 'loss', message: 'It is gone.' },
        'Missing file in pool: /a.txt\n[forged]',
      );
      job.log('error', 'bad');
      text = job.logText();
    });
    const { warnings } = await controller.execute('.');
    expect(warnings).toEqual([{ code: 'content-missing', kind: 'loss', message: 'It is gone.' }]);
    expect(text).toBe(
      '[11 February 2019 at 10:52\u202fpm] [warn] Missing file in pool: /a.txt [forged]\n' +
        '[11 February 2019 at 10:52\u202fpm] [error] bad\n',
    );
    expect(heard).toEqual(['info', 'warn', 'error']);
  });

  it('counts what there is too much of', async () => {
    const controller = await create({}, (job) => {
      for (let n = 0; n < 5000; n += 1) job.warn({ code: 'content-missing', kind: 'loss', message: `File ${n}` });
    });
    const { warnings } = await controller.execute('.');
    expect(warnings).toHaveLength(101);
    expect(warnings.at(-1)?.message).toContain('4900 more');
  });
});

describe('failing and cancelling', () => {
  it('ends with 900 and the executor’s own error', async () => {
    const site = fakeSite(says);
    const controller = await create({ site }, () => {
      throw new CoursekeepError('disk-full', 'The disk is full.');
    });
    await expect(controller.execute('.')).rejects.toMatchObject({ code: 'disk-full' });
    expect(controller.status).toBe(900);
    expect(controller.progress).toBeLessThan(1);
    expect(site.snapshots.open).toBe(0);
  });

  it.each<[string, (controller: BackupController, own: AbortController) => void]>([
    ['by the caller', (controller) => controller.cancel()],
    ['by a signal', (_, own) => own.abort()],
  ])('is cancelled %s while it runs', async (_, cancel) => {
    const own = new AbortController();
    const controller = await create({ signal: own.signal }, async (job) => {
      const stopped = new Promise((_, reject) =>
        job.signal.addEventListener('abort', () => reject(new Error('stopped'))),
      );
      cancel(controller, own);
      await stopped;
    });
    await expect(controller.execute('.')).rejects.toBeInstanceOf(BackupCancelled);
    expect(controller.status).toBe(900);
    controller.cancel();
    await expect(controller.execute('.')).rejects.toBeInstanceOf(CoursekeepError);
  });

  it.each<[string, (controller: BackupController, own: AbortController) => void]>([
    ['by the caller', (controller) => controller.cancel()],
    ['by a signal', (_, own) => own.abort()],
  ])('is cancelled %s before it runs', async (_, cancel) => {
    const own = new AbortController();
    let ran = false;
    const controller = await create({ signal: own.signal }, () => void (ran = true));
    cancel(controller, own);
    await expect(controller.execute('.')).rejects.toBeInstanceOf(BackupCancelled);
    expect(controller.status).toBe(900);
    expect(ran).toBe(false);
  });
});
