import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeWithProgram } from '../../../../tools/testing/shared';
import { client, type Json } from '../testing/client';
import { demoSite, startService, temporaryFolder, type DemoSite, type TestService } from '../testing/service';

/** The part of moodle-client that is used here; it has no types. */
interface MoodleClient {
  call(request: { wsfunction: string; args?: object; method?: 'GET' | 'POST' }): Promise<Json>;
  download(request: { filepath: string }): Promise<Buffer>;
}
interface MoodleClientModule {
  init(options: Record<string, string>): Promise<MoodleClient>;
}

const run = promisify(execFile);
const folder = temporaryFolder();
let site: DemoSite;
let service: TestService;
let courseid: number;

beforeAll(async () => {
  site = await demoSite(folder);
  service = await startService(site.config, `${folder}/data`);
  courseid = site.courses[0]?.id ?? 0;
});

describe('moodle-client, which sends all by GET', () => {
  const moodleClient = createRequire(__filename)('moodle-client') as MoodleClientModule;
  const init = (options: Record<string, string>) => moodleClient.init({ wwwroot: service.url, ...options });

  it.each(['GET', 'POST'] as const)('makes a backup and downloads it by %s', async (method) => {
    const teacher = await init({ token: site.token('teacher') });
    // It sends a boolean as the word.
    const options = [
      { name: 'users', value: false },
      { name: 'blocks', value: true },
    ];
    const { backupid } = await teacher.call({
      wsfunction: 'core_course_backup_async',
      args: { courseid, options },
      method,
    });
    expect(await client(service.url, site.token('teacher')).ended(backupid)).toEqual({ status: 1000, progress: 1 });
    const wsfunction = 'core_course_backup_async_get_status';
    expect(await teacher.call({ wsfunction, args: { backupid }, method })).toEqual([{ status: 1000, progress: 1 }]);
    const [newest] = await teacher.call({ wsfunction: 'core_course_backup_list_backups', args: { courseid }, method });
    const filepath = decodeURIComponent(new URL(newest.downloadurl).pathname.split('pluginfile.php')[1] ?? '');
    expect(await teacher.download({ filepath })).toHaveLength(newest.filesize);
  });

  it('signs in with name and password, and sees refusals as Moodle gives them', async () => {
    const { password = '' } = site.users.find(({ username }) => username === 'teacher') ?? {};
    const teacher = await init({ username: 'teacher', password, service: 'coursekeep' });
    expect(await teacher.call({ wsfunction: 'core_webservice_get_site_info' })).toMatchObject({ username: 'teacher' });
    expect(await teacher.call({ wsfunction: 'core_course_backup_async', args: { courseid: 999999 } })).toMatchObject({
      exception: expect.stringContaining('exception'),
      errorcode: 'invalidrecord',
    });
    await expect(init({ username: 'teacher', password: 'wrong', service: 'coursekeep' })).rejects.toBeDefined();
  });
});

describe('moodle-ts, which takes any status but 2xx for a network error', () => {
  it('makes a backup, and sees refusals as errors of the API', async () => {
    // It drops the path of the address that it is given.
    const address = `${service.url}/moodle/`;
    const program = join(__dirname, 'testing', 'moodle-ts-client.mjs');
    const { stdout } = await run(process.execPath, [program, address, site.token('manager'), String(courseid)]);
    expect(JSON.parse(stdout)).toEqual({
      started: { backupid: expect.stringMatching(/^[0-9a-f]{32}$/) },
      progress: [{ status: expect.any(Number), progress: expect.any(Number) }],
      username: 'manager',
      refused: { isApiError: true, errorCode: 'invalidrecord', message: expect.stringContaining('course') },
    });
  });
});

describeWithProgram('curl', 'curl', () => {
  const curl = async (...args: string[]): Promise<string> =>
    (await run('curl', ['--silent', '--show-error', ...args])).stdout;
  const server = () => `${service.url}/webservice/rest/server.php`;
  const named = () => [
    `wstoken=${site.token('manager')}`,
    'wsfunction=core_course_backup_async',
    'moodlewsrestformat=json',
    `courseid=${courseid}`,
  ];
  const each = (flag: string, fields: readonly string[]) => fields.flatMap((field) => [flag, field]);
  const started = /^\{"backupid":"[0-9a-f]{32}"\}$/;

  it('starts a backup with everything in the address', async () => {
    expect(await curl(`${server()}?${named().join('&')}`)).toMatch(started);
    expect(
      await curl('--globoff', `${server()}?${named().join('&')}&options[0][name]=users&options[0][value]=0`),
    ).toMatch(started);
    expect(await curl('--get', ...each('--data-urlencode', [...named(), 'options[users]=0']), server())).toMatch(
      started,
    );
  });

  it('starts a backup with a form, of either kind, from a file, and in two halves', async () => {
    expect(await curl(...each('--data', named()), server())).toMatch(started);
    expect(await curl(...each('--form', [...named(), 'options[logs]=0']), server())).toMatch(started);
    const file = join(folder, 'form');
    writeFileSync(file, named().join('&'));
    expect(await curl('--data', `@${file}`, server())).toMatch(started);
    const [token = '', ...others] = named();
    expect(await curl(...each('--data', others), `${server()}?${token}`)).toMatch(started);
  });

  it('gets XML without asking for a format, and a refusal with status 200', async () => {
    const [token = '', ...others] = named().filter((field) => !field.startsWith('moodlews'));
    expect(await curl(...each('--data', [token, ...others]), server())).toMatch(/^<\?xml .*<KEY name="backupid">/s);
    const refused = await curl('--write-out', '%{http_code}', ...each('--data', others), server());
    expect(refused).toMatch(/<ERRORCODE>invalidtoken<\/ERRORCODE>.*200$/s);
  });

  it('downloads a file, and the rest of one that it has begun', async () => {
    const caller = client(service.url, site.token('manager'));
    await caller.ended(await caller.start(courseid));
    const [newest] = (await caller.list(courseid)) as Json[];
    const address = `${newest.downloadurl.replace('http://demo.invalid', service.url)}&token=${site.token('manager')}`;
    const file = join(folder, 'curl.mbz');
    await curl('--fail', '--range', '0-99', '--output', file, address);
    await curl('--fail', '--continue-at', '-', '--output', file, address);
    expect(spawnSync('gzip', ['--test', '--suffix', '.mbz', file]).status).toBe(0);
  });
});
