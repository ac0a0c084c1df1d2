import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithServers } from '../../../tools/testing/shared';
import { client, type Json } from './testing/client';
import { startService, temporaryFolder, type TestService } from './testing/service';

const tokens = {
  admin: '4473f948e30ad54cda51657807aa6dc6',
  teacher: '4f30bf3c4bd8cf1a217d124d05720c72',
  student: '98ed0f378b60e89d4737c79e14144488',
  suspended: '5766b81760c4d91784fb1a6a14cd20b3',
  manager: '87974b5ef68302b94b32946ff2c9c789',
  nonEditing: '3e03c455d302a4b433f17f89a6b1b497',
  otherService: '9bf17b34e329e8ad98133749ecd1800a',
  notEnrolled: '9c08884c9912d69a38382999e23468ea',
};
const plain = 3;

describeWithServers('the service on a real Moodle 4.5', (shared) => {
  const site = join(shared, 'moodle/moodle45-pgsql');
  const folder = temporaryFolder();
  let service: TestService;
  beforeAll(async () => {
    service = await startService(join(site, 'config.php'), join(folder, 'data'));
  });
  const as = (who: keyof typeof tokens) => client(service.url, tokens[who]);

  it("makes the backup that Moodle would have made, for the site's own teacher", async () => {
    const caller = as('manager');
    expect(await caller.ended(await caller.start(plain, { users: 0 }))).toEqual({ status: 1000, progress: 1 });
    const [backup] = await caller.list(plain);
    expect(backup.downloadurl).toBe(
      `http://127.0.0.1:8045/webservice/pluginfile.php/107/backup/course/${backup.filename}?forcedownload=1`,
    );
    const url = `${backup.downloadurl.replace('http://127.0.0.1:8045', service.url)}&token=${tokens.teacher}`;
    const content = Buffer.from(await (await fetch(url)).arrayBuffer());
    mkdirSync(join(folder, 'ours'));
    const ours = join(folder, 'ours', backup.filename);
    writeFileSync(ours, content);
    expect(compare(join(shared, 'tools/mbz-compare.mjs'), join(site, 'backups/plain.default.mbz'), ours)).toEqual([
      // It says that it was made in the background, and Moodle's sample that it was not.
      'moodle_backup.xml',
    ]);
  });

  it.each([
    ['suspended', 'wsaccessusersuspended'],
    ['otherService', 'accessexception'],
    ['student', 'errorcoursecontextnotvalid'],
    ['nonEditing', 'errorcoursecontextnotvalid'],
    ['notEnrolled', 'errorcoursecontextnotvalid'],
  ] as const)('refuses the token "%s" with %s', async (who, errorcode) => {
    expect((await as(who).call('core_course_backup_async', { courseid: plain })).errorcode).toBe(errorcode);
  });

  it('refuses a student of the course, and a teacher who wants the people in it', async () => {
    const refusal = { errorcode: 'nopermissions' };
    expect(await as('student').call('core_course_backup_async', { courseid: 2 })).toMatchObject(refusal);
    expect(await as('nonEditing').call('core_course_backup_list_backups', { courseid: 2 })).toMatchObject(refusal);
    expect(await as('teacher').call('core_course_backup_async', { courseid: 2, users: 1 })).toMatchObject(refusal);
  });

  it('signs in people of the site with their own passwords', async () => {
    const answer = await fetch(`${service.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'teach1', password: 'Teacher.1234' }),
    });
    expect(((await answer.json()) as Json).user).toMatchObject({ username: 'teach1', fullname: 'Grace Hopper' });
  });
});

/** The files that are not identical. */
function compare(tool: string, golden: string, ours: string): string[] {
  const { stdout } = spawnSync(process.execPath, [tool, golden, ours, '--json'], { encoding: 'utf8' });
  return (JSON.parse(stdout) as Json).rows.map(({ name }: Json) => name);
}
