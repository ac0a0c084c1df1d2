import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import type { Site } from '@coursekeep/moodle-site';
import { smallBackup } from '../../backup-reader/testing/small-backup';
import { CATEGORIES, PEOPLE, RestoreWorld } from '../testing/restore-world';
import { MoodleCommand, restoreCourse, RestoreFailed, type RestoreWish } from '.';

const now = new Date('2026-11-25T12:00:00Z');

describe('A restore by Moodle’s own command', () => {
  let world: RestoreWorld;
  let site: Site;
  beforeEach(async () => {
    world = RestoreWorld.create();
    site = await world.site.open();
  });
  afterEach(async () => {
    await site.close();
    world.remove();
  });

  const restore = (
    wish: Partial<RestoreWish> & { file: string },
    more: { timeMs?: number; signal?: AbortSignal } = {},
  ) =>
    restoreCourse(
      site,
      { categoryId: CATEGORIES.own, userId: PEOPLE.manager, ...wish },
      MoodleCommand.of(world.setting, { timeMs: more.timeMs ?? 30_000, graceMs: 50 }),
      { workFolder: world.workFolder, now, signal: more.signal, lookMs: 20 },
    );
  const failure = async (...given: Parameters<typeof restore>): Promise<RestoreFailed> => {
    const error = await restore(...given).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(RestoreFailed);
    return error as RestoreFailed;
  };
  const withCourse = (fields: string) => ({ 'course/course.xml': `<course id="2" contextid="5">${fields}</course>` });
  const courses = () =>
    site.database.all({ text: 'SELECT shortname, category FROM {course} WHERE id > 1 ORDER BY id' });

  it('makes a hidden course beside the old one, named by the day, and counts what arrived', async () => {
    const file = await world.backup(
      withCourse('<shortname>BIO</shortname><fullname>Biology &amp; more</fullname><visible>1</visible>'),
    );
    const { course, arrivals, warnings } = await restore({ file });
    expect(course).toMatchObject({
      fullname: 'Biology & more restored 25 November 2026',
      shortname: 'BIO 2026-11-25',
      categoryId: CATEGORIES.own,
      visible: false,
      state: 'finished',
    });
    expect(arrivals).toEqual([
      { kind: 'sections', expected: 1, arrived: 1 },
      { kind: 'activities', expected: 1, arrived: 1 },
    ]);
    expect(warnings).toEqual([]);
  });

  it('takes the names and the visibility that are asked for, whatever a shell would make of them', async () => {
    const names = { fullname: `"; rm -rf / #$(id) \`id\` <b>'&`, shortname: '--categoryid=4; $(touch x) | & \\' };
    const { course } = await restore({ file: await world.backup(), ...names, visible: true });
    expect(course).toMatchObject({ ...names, visible: true, categoryId: CATEGORIES.own });
    expect(world.called?.words).toEqual([
      expect.stringMatching(/^--file=.*[/\\]restore-[0-9a-f-]{36}\.mbz$/),
      `--categoryid=${CATEGORIES.own}`,
    ]);
  });

  it('gives the command nothing of our environment, and leaves no copy behind', async () => {
    process.env.COURSEKEEP_TEST_SECRET = 'secret';
    await restore({ file: await world.backup() }).finally(() => delete process.env.COURSEKEEP_TEST_SECRET);
    expect(world.called?.env.PATH).toBe(process.env.PATH);
    expect(world.called?.env).not.toHaveProperty('COURSEKEEP_TEST_SECRET');
    expect(readdirSync(world.workFolder)).toEqual([]);
  });

  it('numbers a short name that is taken, and two at once become two courses', async () => {
    world.site.insert('course', { id: 50, category: 3, shortname: 'small 2026-11-25', fullname: 'Taken' });
    const file = await world.backup();
    const both = await Promise.all([restore({ file }), restore({ file, shortname: 'other' })]);
    expect(both.map(({ course }) => course.shortname).sort()).toEqual(['other', 'small 2026-11-25 (2)']);
    expect(both[0].warnings).toContain(
      'The short name “small 2026-11-25” is taken: it will be “small 2026-11-25 (2)”.',
    );
  });

  it('names an activity of a plugin that the site lacks, before and after', async () => {
    world.site.run("DELETE FROM mdl_modules WHERE name = 'page'");
    const { warnings, course } = await restore({ file: await world.backup() });
    expect(course.activities).toBe(0);
    expect(warnings[0]).toBe('Of 1 activities in the backup 0 are in the new course.');
    expect(warnings.join()).toContain('The site has no activity “page”: what the backup has of it will not come back.');
  });

  describe('is refused before Moodle is asked', () => {
    afterEach(async () => {
      expect(world.called).toBeNull();
      expect(await courses()).toEqual([]);
    });
    const withPeople = (people: string) => ({ 'users.xml': `<users>${people}</users>` });
    const known = '<user id="9"><username>teacher</username><email>Teacher@example.org</email></user>';

    it('to a teacher who may restore and not make courses', async () => {
      const file = await world.backup();
      await expect(restore({ file, userId: PEOPLE.teacher })).rejects.toMatchObject({
        code: 'not-allowed',
        message: 'You may not restore this into the category “Own”: moodle/course:create is missing.',
      });
    });

    it('to the manager of a category outside of it', async () => {
      const file = await world.backup();
      await expect(restore({ file, categoryId: CATEGORIES.other })).rejects.toMatchObject({ code: 'not-allowed' });
    });

    it('into a category that is hidden from the person, or not there, in the same words', async () => {
      const file = await world.backup();
      for (const categoryId of [CATEGORIES.hidden, 99, 0, -1, 1.5]) {
        const message = `There is no category ${categoryId} on this site for you.`;
        await expect(restore({ file, categoryId })).rejects.toMatchObject({ code: 'category-unknown', message });
      }
    });

    it('with people in it, to who may not restore people', async () => {
      const file = await world.backup(withPeople(known));
      const userId = PEOPLE.contentManager;
      await expect(restore({ file, userId })).rejects.toThrow('moodle/restore:userinfo is missing');
      const stranger = await world.backup(
        withPeople('<user id="9"><username>teacher</username><email>x@evil.example</email></user>'),
      );
      await expect(restore({ file: stranger, userId })).rejects.toThrow('moodle/restore:createuser is missing');
    });

    it('with a role that the person may not give, or permissions that she may not change', async () => {
      const roles = '<roles_definition><role id="1"><shortname>manager</shortname></role></roles_definition>';
      const inCourse = (inside: string) => `<roles><role_overrides/><role_assignments/>${inside}</roles>`;
      const assigned = inCourse(
        '<role_assignments><assignment id="1"><roleid>1</roleid><userid>9</userid></assignment></role_assignments>',
      );
      const given = await world.backup({ 'roles.xml': roles, 'course/roles.xml': assigned });
      await expect(restore({ file: given })).rejects.toThrow('roles that you may not assign there: manager');
      const changed = inCourse(
        '<role_overrides><override id="1"><roleid>1</roleid><capability>x</capability></override></role_overrides>',
      );
      const file = await world.backup({ 'roles.xml': roles, 'course/roles.xml': changed });
      await expect(restore({ file })).rejects.toMatchObject({
        code: 'not-allowed',
        message: expect.stringContaining('moodle/role:override'),
      });
    });

    it.each([
      ['by its release', '<moodle_release>5.3 (Build: 20270101)</moodle_release>'],
      ['by its version', '<moodle_version>2030010100</moodle_version>'],
      ['by the version of its form', '<backup_version>2030010100</backup_version>'],
    ])('of a newer Moodle, told %s', async (_, element) => {
      const main = smallBackup()['moodle_backup.xml']!.replace('<moodle_release>2.0</moodle_release>', element);
      await expect(restore({ file: await world.backup({ 'moodle_backup.xml': main }) })).rejects.toMatchObject({
        code: 'backup-newer',
        message: expect.stringContaining('this site runs 4.5.5+'),
      });
    });

    it('damaged, cut, or no backup at all', async () => {
      const cut = await world.backup();
      truncateSync(cut, readFileSync(cut).length - 40);
      await expect(restore({ file: cut })).rejects.toMatchObject({ code: expect.stringMatching(/truncated|damaged/) });
      const wrong = await world.backup(
        { 'files/aa/aa00000000000000000000000000000000000000': 'other bytes' },
        'wrong.mbz',
      );
      await expect(restore({ file: wrong })).rejects.toMatchObject({ code: 'archive-damaged' });
      const none = await world.backup({ 'moodle_backup.xml': '<other/>' }, 'none.mbz');
      await expect(restore({ file: none })).rejects.toMatchObject({ code: 'not-a-backup' });
    });

    it('with a name that no course can have', async () => {
      const file = await world.backup();
      for (const shortname of ['', '  ', 'a\nb', 'x'.repeat(256), 'a\ud800'])
        await expect(restore({ file, shortname })).rejects.toMatchObject({ code: 'bad-course-name' });
    });
  });

  it('names the half course that a crash in the middle leaves, and calls it no success', async () => {
    world.behave('crash');
    const error = await failure({ file: await world.backup() });
    expect(error.code).toBe('restore-failed');
    expect(error.half).toMatchObject({
      shortname: 'small 2026-11-25',
      state: 'working',
      activities: 1,
      visible: false,
    });
    expect(error.message).toMatch(
      /ended from outside.*half-made course is on the site: “.*” \(\d+\), with 1 activities/s,
    );
    expect(readdirSync(world.workFolder)).toEqual([]);
  });

  it('ends a command that hangs when its time is over', async () => {
    world.behave('hang');
    const error = await failure({ file: await world.backup() }, { timeMs: 100 });
    expect(error).toMatchObject({ code: 'restore-too-long' });
    expect(error.message).toContain('took longer than it may');
  });

  it('ends a command that is deaf to being asked, and names what it leaves', async () => {
    world.behave('deaf');
    const stop = new AbortController();
    const ended = failure({ file: await world.backup() }, { signal: stop.signal });
    while (world.hanging === null) await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort();
    expect(await ended).toMatchObject({ code: 'cancelled', half: { shortname: 'small 2026-11-25', state: 'working' } });
    expect(() => process.kill(world.hanging!, 0)).toThrow('ESRCH');
  });

  it('says what Moodle said beneath its own words', async () => {
    const command = MoodleCommand.of(world.setting);
    const missing = await command.run('/nonexistent/x.mbz', CATEGORIES.own);
    expect(missing).toMatchObject({
      code: 'restore-command-unusable',
      said: 'Sorry, the requested file could not be found',
    });
    const category = await command.run(await world.backup(), 99);
    expect(category).toMatchObject({ code: 'category-unknown', said: 'Incorrect category ID!' });
    const none = await MoodleCommand.of('no-such-program /var/www/moodle').run('/x.mbz', 1);
    expect(none).toMatchObject({ kind: 'not-made', code: 'restore-command-unusable' });
  });
});
