import type { Json } from '../testing/client';
import { demoSite, startService, temporaryFolder, type DemoSite, type TestService } from '../testing/service';

let site: DemoSite;
let service: TestService;
let courseids: number[];
const folder = temporaryFolder();

beforeAll(async () => {
  site = await demoSite(folder);
  service = await startService(site.config, `${folder}/data`, {}, { COURSEKEEP_TASKS: '0' });
  courseids = site.courses.map(({ id }) => id);
});

async function start(username: string, key: string, parameters: Record<string, string> = {}): Promise<Json> {
  const query = new URLSearchParams({
    wstoken: site.token(username),
    wsfunction: 'core_course_backup_async',
    moodlewsrestformat: 'json',
    courseid: String(courseids[0]),
    ...parameters,
  });
  const address = `${service.url}/webservice/rest/server.php?${query}`;
  return (await fetch(address, { method: 'POST', headers: { 'Idempotency-Key': key } })).json();
}

describe('an Idempotency-Key on core_course_backup_async', () => {
  it('gives one backup, however often and at once it is sent, by web service and JSON API', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => start('manager', 'one', { logs: '0', blocks: '1' })),
    );
    const [{ backupid }] = answers;
    expect(backupid).toMatch(/^[0-9a-f]{32}$/);
    expect(answers).toEqual(answers.map(() => ({ backupid })));
    // The same options, said in another way, are the same request.
    expect(await start('manager', 'one', { 'options[blocks]': '1', 'options[logs]': '0' })).toEqual({ backupid });

    const headers = { 'content-type': 'application/json', 'idempotency-key': 'one' };
    const body = JSON.stringify({ token: site.token('manager') });
    const signedIn = await fetch(`${service.url}/api/v1/session`, { method: 'POST', headers, body });
    const cookie = `coursekeep_session=${((await signedIn.json()) as Json).session}`;
    const post = (options: object) =>
      fetch(`${service.url}/api/v1/courses/${courseids[0]}/backups`, {
        method: 'POST',
        headers: { ...headers, cookie },
        body: JSON.stringify({ options }),
      });
    expect(await (await post({ blocks: 1, logs: 0 })).json()).toEqual({ backupid });
    expect((await post({ users: 1, blocks: 1, logs: 0 })).status).toBe(409);
    const { backups } = (await (
      await fetch(`${service.url}/api/v1/courses/${courseids[0]}/backups`, { headers: { cookie } })
    ).json()) as Json;
    expect(backups).toHaveLength(1);
  });

  it('is refused with other options or another course', async () => {
    await start('manager', 'two');
    const others: Record<string, string>[] = [{ users: '1' }, { courseid: String(courseids[1]) }];
    for (const parameters of others) {
      expect(await start('manager', 'two', parameters)).toMatchObject({
        errorcode: 'idempotencykeyreused',
        message: expect.stringContaining('Use a new key'),
      });
    }
  });

  it('is of one user alone, and gives nobody what they may not have', async () => {
    const { backupid } = await start('manager', 'three');
    expect((await start('admin', 'three')).backupid).not.toBe(backupid);
    expect((await start('student', 'three')).backupid).toBeUndefined();
  });

  it.each(['two words', 'x'.repeat(256), ''])('is refused where it is none: %s', async (key) => {
    expect(await start('manager', key)).toMatchObject({ errorcode: 'idempotencykeyinvalid' });
  });
});
