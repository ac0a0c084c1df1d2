import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { client } from '../../testing/client';
import { demoSite, startService, temporaryFolder, type DemoSite, type TestService } from '../../testing/service';

const folder = temporaryFolder();
let site: DemoSite;
let service: TestService;
beforeAll(async () => {
  site = await demoSite(folder);
  service = await startService(site.config, `${folder}/data`);
});

describe('coursekeep_backup_get_warnings', () => {
  it('tells what a backup with status 1000 lacks', async () => {
    const pool = join(site.folder, 'filedir');
    rmSync(pool, { recursive: true });
    mkdirSync(pool);
    const teacher = client(service.url, site.token('teacher'));
    const backupid = await teacher.start(site.courses[0]?.id ?? 0);
    expect(await teacher.ended(backupid)).toEqual({ status: 1000, progress: 1 });
    const { count, losses, warnings } = await teacher.call('coursekeep_backup_get_warnings', { backupid });
    expect(count).toBe(warnings.length);
    expect(losses).toBeGreaterThan(0);
    expect(warnings[0]).toEqual({
      warningcode: 'content-missing',
      kind: 'loss',
      message: expect.stringContaining('not in the file pool'),
    });
    const student = client(service.url, site.token('student'));
    expect((await student.call('coursekeep_backup_get_warnings', { backupid })).errorcode).toBe('nopermissions');
    const unknown = { backupid: '0'.repeat(32) };
    expect((await teacher.call('coursekeep_backup_get_warnings', unknown)).errorcode).toBe('invalidrecord');
  });
});
