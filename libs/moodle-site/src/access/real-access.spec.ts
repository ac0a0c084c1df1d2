import { readFileSync } from 'node:fs';
import { describeEachSample, describeWithServers } from '../../../../tools/testing/shared';
import { openSite } from '../open-site';
import type { Site } from '../site';
import { ContextLevel, type Context } from './contexts';
import { isRefusal, type TokenHolder } from './site-tokens';

describeWithServers('people of a real site', (shared) => {
  describeEachSample(shared, ({ name, configFile, env }) => {
    let site: Site;
    beforeAll(async () => {
      site = await openSite(configFile, { env });
    });
    afterAll(() => site?.close());

    const userId = async (username: string) => (await site.access.userByUsername(username))!.id;
    const courseContext = async (shortname: string): Promise<Context> => {
      const course = await site.access.courseByShortname(shortname);
      return (await site.access.context(ContextLevel.course, course!.id))!;
    };

    const capabilities: [user: string, capability: string, course: string, has: boolean][] = [
      ['admin', 'moodle/backup:backupcourse', 'plain', true],
      ['admin', 'moodle/backup:nosuchthing', 'plain', false],
      ['mgr', 'moodle/backup:userinfo', 'grades', true],
      ['teach1', 'moodle/backup:backupcourse', 'everything', true],
      ['teach1', 'moodle/backup:backupcourse', 'quizbank', false],
      ['teach1', 'moodle/backup:userinfo', 'everything', false],
      ['teach2', 'moodle/backup:backupcourse', 'everything', false],
      ['teach2', 'moodle/backup:backupcourse', 'quizbank', true],
      ['s1', 'moodle/backup:backupcourse', 'everything', false],
      ['s1', 'webservice/rest:use', 'everything', true],
      ['guest', 'moodle/backup:backupcourse', 'plain', false],
      // Suspended users keep their roles; they cannot sign in.
      ['susp', 'moodle/backup:backupcourse', 'everything', true],
    ];
    it.each(capabilities)('%s, %s in %s: %s', async (username, capability, course, has) => {
      expect(await site.access.hasCapability(await userId(username), capability, await courseContext(course))).toBe(
        has,
      );
    });

    it('gives deleted and unknown users nothing', async () => {
      const context = await courseContext('everything');
      const deleted = 20;
      expect(await site.access.userById(deleted)).toMatchObject({ deleted: true });
      for (const id of [deleted, 0, -1, 999_999, Number.NaN])
        expect(await site.access.hasCapability(id, 'webservice/rest:use', context)).toBe(false);
    });

    it('lists the courses that one may back up', async () => {
      const listed = async (username: string) => {
        const names: string[] = [];
        for await (const batch of site.access.coursesWithCapability(
          await userId(username),
          'moodle/backup:backupcourse',
        ))
          names.push(...batch.map(({ shortname }) => shortname));
        return names.sort();
      };
      const all = (await listed('admin')).filter((course) => course !== 'bankhost');
      expect(all).toEqual(['everything', 'grades', 'plain', 'quizbank']);
      expect(await listed('teach1')).toEqual(['everything', 'grades', 'plain']);
      expect(await listed('teach2')).toEqual(['quizbank']);
      expect(await listed('s1')).toEqual([]);
    });

    it('lets into courses those who are enrolled or may look', async () => {
      const enters = async (username: string, shortname: string) =>
        site.access.canAccessCourse(await userId(username), (await site.access.courseByShortname(shortname))!.id);
      expect(await enters('s1', 'everything')).toBe(true);
      expect(await enters('s1', 'plain')).toBe(false);
      expect(await enters('ws1', 'everything')).toBe(false);
      expect(await enters('mgr', 'plain')).toBe(true);
      expect(await enters('admin', 'plain')).toBe(true);
      expect(await enters('susp', 'everything')).toBe(false);
      expect(await site.access.canAccessCourse(await userId('ws1'), 1)).toBe(true);
      expect(await site.access.canAccessCourse(2, 999)).toBe(false);
    });

    const signIns: [username: string, password: string, signsIn: boolean][] = [
      ['teach1', 'Teacher.1234', true],
      [' TEACH1 ', 'Teacher.1234', true],
      ['teach1', 'teacher.1234', false],
      ['teach1', '', false],
      ['susp', 'Student.1234', false],
      ['guest', 'guest', false],
      ['nobody', 'Teacher.1234', false],
      ["x' OR '1'='1", 'x', false],
      ['teach1\0', 'Teacher.1234', false],
      // MariaDB compares these as equal.
      ['teách1', 'Teacher.1234', false],
      ['te\u200bach1', 'Teacher.1234', false],
      ['ｔｅａｃｈ1', 'Teacher.1234', false],
    ];
    it.each(signIns)('signs in %j with %j: %s', async (username, password, signsIn) => {
      const user = await site.access.signIn(username, password);
      if (signsIn) expect(user).toMatchObject({ username: 'teach1', confirmed: true });
      else expect(user).toBeNull();
    });

    it('answers each token as the real Moodle did', async () => {
      const readme = readFileSync(
        `${shared}/moodle/${name.startsWith('moodle45') ? 'moodle45-pgsql' : 'moodle51-mariadb'}/README.md`,
        'utf8',
      );
      const tokens = new Map(
        [...readme.matchAll(/^\| (\w+) \| ([0-9a-f]{32}) \|/gm)].map(([, key, token]) => [key!, token!]),
      );
      expect(tokens.size).toBe(15);
      const answers: Record<string, string> = {};
      for (const [key, token] of tokens) {
        const answer = await site.tokens.authenticate({ token, address: '127.0.0.1', door: 'rest' });
        const mayCall = async (holder: TokenHolder) =>
          (await site.tokens.mayCall(holder, 'core_webservice_get_site_info', [])) ? 'ok' : 'accessexception';
        answers[key] = isRefusal(answer) ? answer.errorcode : await mayCall(answer);
      }
      const ok = ['admin', 'teacher', 'student', 'iplocal', 'manager', 'noedit', 'future', 'noenrol'];
      const refused = ['expired', 'iprestricted', 'otherservice', 'restrictedok', 'restrictedno', 'disabledservice'];
      expect(answers).toEqual({
        ...Object.fromEntries(ok.map((key) => [key, 'ok'])),
        ...Object.fromEntries(refused.map((key) => [key, 'accessexception'])),
        suspended: 'wsaccessusersuspended',
      });
    });

    it('refuses what is no token', async () => {
      for (const token of [null, '', 'nope', '\0', "' OR 1=1 --", 'x'.repeat(100_000)])
        expect(await site.tokens.authenticate({ token, address: '127.0.0.1', door: 'rest' })).toEqual({
          exception: 'core\\exception\\moodle_exception',
          errorcode: 'invalidtoken',
          message: 'Invalid token - token not found',
        });
    });

    const tokenOf = async (username: string): Promise<string> => {
      const login = await site.tokens.login(username, 'Teacher.1234', 'coursekeep', '127.0.0.1');
      return (login.problem === null && login.token) || 'none';
    };

    it('compares tokens to the letter, on every database', async () => {
      const token = await tokenOf('teach1');
      expect(token).toMatch(/^[0-9a-f]{32}$/);
      const other = token.toUpperCase();
      expect(await site.tokens.authenticate({ token: other, address: '127.0.0.1', door: 'rest' })).toMatchObject({
        errorcode: 'invalidtoken',
      });
    });

    it('lets any function of ours be called through an open service', async () => {
      const token = await tokenOf('teach1');
      const holder = await site.tokens.authenticate({ token, address: '127.0.0.1', door: 'rest' });
      if (isRefusal(holder)) throw new Error(holder.message);
      expect(await site.tokens.mayCall(holder, 'core_course_backup_async', [])).toBe(false);
      expect(await site.tokens.mayCall(holder, 'core_course_backup_async', ['other'])).toBe(false);
      expect(await site.tokens.mayCall(holder, 'core_course_backup_async', ['coursekeep'])).toBe(true);
    });
  });
});
