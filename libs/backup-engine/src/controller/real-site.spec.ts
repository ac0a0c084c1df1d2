import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSite, type Site } from '@coursekeep/moodle-site';
import { describeEachSample, describeWithServers } from '../../../../tools/testing/shared';
import { BackupController, type BackupRequest } from '.';

const clock = () => 1549893120_000;

describeWithServers('backups of real sites through the controller', (shared) => {
  describeEachSample(shared, ({ configFile, env }) => {
    let site: Site;
    let folder: string;
    let plain: number;

    beforeAll(async () => {
      site = await openSite(configFile, { env });
      folder = await mkdtemp(join(tmpdir(), 'coursekeep-controller-'));
      plain = (await site.access.courseByShortname('plain'))!.id;
    });
    afterAll(async () => {
      await site?.close();
      await rm(folder, { recursive: true, force: true });
    });

    const userId = async (username: string) => (await site.access.userByUsername(username))!.id;
    const create = async (username: string, rest: Partial<BackupRequest> = {}) =>
      BackupController.create({ site, courseId: plain, userId: await userId(username), clock, ...rest });

    it('locks people for an editing teacher, as Moodle does, and backs up the rest', async () => {
      const controller = await create('teach1', { options: {} });
      const locked = controller.settings
        .root()
        .filter((row) => controller.settings.lock(row.name).state !== 'NOT_LOCKED');
      expect(Object.fromEntries(locked.map((row) => [row.name, controller.settings.lock(row.name).state]))).toEqual({
        users: 'LOCKED_BY_PERMISSION',
        anonymize: 'LOCKED_BY_PERMISSION',
        role_assignments: 'LOCKED_BY_HIERARCHY',
        comments: 'LOCKED_BY_HIERARCHY',
        userscompletion: 'LOCKED_BY_HIERARCHY',
        logs: 'LOCKED_BY_HIERARCHY',
        grade_histories: 'LOCKED_BY_HIERARCHY',
        xapistate: 'LOCKED_BY_HIERARCHY',
      });
      await expect(create('teach1', { options: { users: 1 } })).rejects.toMatchObject({ code: 'setting-locked' });
      const { filename, status } = await controller.execute(folder);
      expect(filename).toBe(`backup-moodle2-course-${plain}-plain-20190211-1352-nu.mbz`);
      expect(status).toBe(1000);
      expect(await readdir(folder)).toContain(filename);
    });

    it('lets no student near', async () => {
      await expect(create('s1')).rejects.toMatchObject({ code: 'not-allowed' });
    });

    it('gives the same bytes for the same clock and id', async () => {
      const twice = { backupId: 'c0ffee'.repeat(5) + '00', settings: { filename: 'same.mbz' } };
      const first = await (await create('admin', twice)).execute(folder);
      const second = await (await create('admin', twice)).execute(folder);
      expect(second.contentHash).toBe(first.contentHash);
      expect([first.filename, second.filename]).toEqual(['same.mbz', 'same-2.mbz']);
    });

    it('leaves nothing behind when it is cancelled at any step', async () => {
      const before = await readdir(folder);
      const steps: string[] = [];
      await (await create('admin', { onProgress: ({ step }) => steps.push(step) })).execute(join(folder, 'counted'));
      for (const at of new Set([0, Math.floor(steps.length / 2), steps.length - 2])) {
        let heard = 0;
        const controller: BackupController = await create('admin', {
          onProgress: () => {
            if (heard++ === at) controller.cancel();
          },
        });
        await expect(controller.execute(folder)).rejects.toMatchObject({ code: 'backup-cancelled' });
        expect(controller.status).toBe(900);
      }
      expect(await readdir(folder)).toEqual([...before, 'counted'].sort());
    });
  });
});
