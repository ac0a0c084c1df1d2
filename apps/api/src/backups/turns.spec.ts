import { client, type Json } from '../testing/client';
import { demoSite, startService, temporaryFolder, type DemoSite, type TestService } from '../testing/service';

const folder = temporaryFolder();
let site: DemoSite;
let service: TestService;
beforeAll(async () => {
  site = await demoSite(folder);
  const limits = { COURSEKEEP_MOST_WAITING_OF_USER: '2', COURSEKEEP_MOST_WAITING_OF_COURSE: '1' };
  service = await startService(site.config, `${folder}/data`, {}, { COURSEKEEP_TASKS: '0', ...limits });
});

describe('a backup beyond those that may wait', () => {
  it('is refused at each door, in words that say what to do', async () => {
    const manager = client(service.url, site.token('manager'));
    const [one, other, third] = site.courses.map(({ id }) => id) as [number, number, number];
    expect(await manager.start(one)).toMatch(/^[0-9a-f]{32}$/);
    expect(await manager.call('core_course_backup_async', { courseid: one })).toEqual({
      exception: 'core\\exception\\moodle_exception',
      errorcode: 'toomanywaiting',
      message:
        'A backup of this course is waiting or running, which is the most that there may be at a time. Ask again when one has ended.',
    });
    expect(await manager.start(other)).toMatch(/^[0-9a-f]{32}$/);

    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ token: site.token('manager') });
    const { session } = (await (
      await fetch(`${service.url}/api/v1/session`, { method: 'POST', headers, body })
    ).json()) as Json;
    const answer = await fetch(`${service.url}/api/v1/courses/${third}/backups`, {
      method: 'POST',
      headers: { ...headers, cookie: `coursekeep_session=${session}` },
      body: JSON.stringify({ options: {} }),
    });
    expect([answer.status, ((await answer.json()) as Json).error]).toEqual([
      429,
      { code: 'toomanywaiting', message: expect.stringContaining('2 backups of yours are waiting') },
    ]);
  });
});
