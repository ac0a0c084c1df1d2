import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScheduleInput } from '@coursekeep/schedules';
import { BackupRow } from '../store/backup.entity';
import { RemovedBackupRow } from '../store/removed-backup.entity';
import { Store } from '../store/store';
import { apiClient } from '../testing/api-client';
import { client, type Json } from '../testing/client';
import { demoSite, startService, temporaryFolder, until, type DemoSite, type TestService } from '../testing/service';

type Call = Awaited<ReturnType<typeof apiClient>>;

let site: DemoSite;
let courseid: number;
const folder = temporaryFolder();
const data = join(folder, 'data');
const file = join(folder, 'schedules.yaml');
beforeAll(async () => {
  site = await demoSite(folder);
  courseid = site.courses[0]?.id ?? 0;
  writeFileSync(file, '');
});

const start = () => startService(site.config, data, {}, { COURSEKEEP_SCHEDULES: file });
const admin = (service: TestService): Promise<Call> => apiClient(service.url, site.token('admin'));
const nightly = (retention: ScheduleInput['retention']) => ({
  name: 'nightly',
  courses: { ids: [courseid] },
  when: { cron: '0 0 29 2 1' },
  preset: 'content',
  retention,
});
const stored = () =>
  readdirSync(join(data, 'backups'), { recursive: true }).filter((name) => String(name).endsWith('.mbz')).length;

async function runOnce(call: Call): Promise<Json> {
  const { runid } = (await call('POST', '/schedules/nightly/run')).body;
  const { results } = await until(
    async () => (await call('GET', `/schedule-runs/${runid}`)).body,
    ({ run }) => run.status === 'done',
  );
  return results[0].backupid;
}
const listed = async (call: Call): Promise<string[]> =>
  (await call('GET', `/courses/${courseid}/backups`)).body.backups.map(({ backupid }: Json) => backupid);

describe('the retention of a schedule', () => {
  let service: TestService;
  let call: Call;
  let made: string[];
  let persons: string;
  beforeAll(async () => {
    service = await start();
    call = await admin(service);
    const teacher = client(service.url, site.token('teacher'));
    persons = await teacher.start(courseid);
    await teacher.ended(persons);
    await call('POST', '/schedules', nightly(undefined));
    made = [await runOnce(call), await runOnce(call), await runOnce(call)];
  }, 120_000);

  it('keeps all where no rule says otherwise', async () => {
    const { body } = await call('GET', '/schedules/nightly/retention');
    expect(body).toMatchObject({ removes: 0, bytes: 0 });
    expect(body.courses[0].backups.map(({ why }: Json) => why)).toEqual([
      ['last-good', 'no-rule'],
      ['no-rule'],
      ['no-rule'],
    ]);
    expect((await call('POST', '/schedules/nightly/retention')).body).toEqual({ removed: 0 });
  });

  it('says what would go and why others stay, and then removes just that, and nothing that a person asked for', async () => {
    const [oldest, middle, newest] = made as [string, string, string];
    await call('PUT', '/schedules/nightly', nightly({ withoutWork: { last: 1 } }));
    const wrong = await call('PUT', `/backups/${oldest}/pin`, { until: 1 });
    expect([wrong.status, wrong.body.error.message]).toEqual([400, expect.stringMatching(/^The body is wrong: why/)]);
    expect((await call('PUT', `/backups/${oldest}/pin`, { why: 'Exams' })).status).toBe(204);
    const preview = (await call('GET', '/schedules/nightly/retention')).body;
    expect(preview.removes).toBe(1);
    expect(preview.bytes).toBeGreaterThan(0);
    const verdicts = preview.courses[0].backups.map(({ backupid, stays, why }: Json) => [backupid, stays, why]);
    expect(verdicts).toEqual([
      [newest, true, ['last-good', 'last']],
      [middle, false, ['superseded']],
      [oldest, true, ['pinned']],
    ]);
    expect((await call('POST', '/schedules/nightly/retention')).body).toEqual({ removed: 1 });
    expect(await listed(call)).toEqual([newest, oldest, persons]);
    expect((await call('GET', `/backups/${middle}`)).status).toBe(404);
    expect((await call('POST', '/schedules/nightly/retention')).body).toEqual({ removed: 0 });
  });

  it('is undone for seven days, and each step is in the audit', async () => {
    const [, middle] = made as [string, string, string];
    const { backups } = (await call('GET', '/removed-backups')).body;
    expect(backups).toEqual([expect.objectContaining({ backupid: middle, courseid })]);
    expect(backups[0].timepurge - backups[0].timeremoved).toBe(7 * 86_400);
    expect((await call('POST', `/backups/${middle}/restore`)).status).toBe(204);
    expect((await call('GET', `/backups/${middle}/download`)).status).toBe(200);
    expect((await call('POST', `/backups/${middle}/restore`)).status).toBe(404);
    expect((await call('POST', `/backups/${persons}/remove`, { why: 'By mistake' })).status).toBe(204);
    expect((await call('POST', `/backups/${made[0]}/remove`, { why: 'No' })).body.error.code).toBe('backuppinned');
    expect((await call('DELETE', `/backups/${made[0]}/pin`)).status).toBe(204);
    const { audit } = (await call('GET', '/audit')).body;
    expect(audit.map(({ action, backupid, why }: Json) => [action, backupid, why])).toEqual([
      ['unpinned', made[0], 'An administrator took the pin away.'],
      ['removed', persons, 'By mistake'],
      ['restored', middle, 'An administrator put it back.'],
      ['removed', middle, expect.stringContaining('schedule nightly')],
      ['pinned', made[0], 'Exams'],
    ]);
    expect((await call('GET', `/audit?before=${audit[3].number}`)).body.audit).toEqual(audit.slice(4));
  });

  it('is for administrators of the site only', async () => {
    const manager = await apiClient(service.url, site.token('manager'));
    for (const [method, path] of [
      ['GET', '/schedules/nightly/retention'],
      ['POST', '/schedules/nightly/retention'],
      ['PUT', `/backups/${made[0]}/pin`],
      ['DELETE', `/backups/${made[0]}/pin`],
      ['POST', `/backups/${made[0]}/remove`],
      ['POST', `/backups/${persons}/restore`],
      ['GET', '/removed-backups'],
      ['GET', '/audit'],
    ] as const) {
      expect([method, path, (await manager(method, path)).status]).toEqual([method, path, 403]);
    }
  });

  it('is kept from what stands under a hold, by whomever it is asked', async () => {
    await service.close();
    writeFileSync(file, `holds: [{ category: 1, why: A court asked for it }, { category: 2, why: Another }]`);
    const held = await start();
    const call = await admin(held);
    expect((await call('GET', '/schedules/nightly/retention')).body).toMatchObject({ removes: 0 });
    const refused = await call('POST', `/backups/${made[0]}/remove`, { why: 'Because' });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'backupheld']);
    await held.close();
  });

  it('takes the files away when the days are over, and lists none of them again as found', async () => {
    writeFileSync(file, '');
    const before = stored();
    const store = await Store.open(join(data, 'store.sqlite'));
    await store.write((manager) => manager.update(RemovedBackupRow, { backupid: persons }, { timepurge: 1 }));
    const rows = await store.read.countBy(BackupRow, { courseid });
    await store.close();
    const later = await start();
    const call = await admin(later);
    await until(
      async () => stored(),
      (count) => count < before,
    );
    const [purged] = await until(
      async () => (await call('GET', '/audit')).body.audit,
      ([first]) => first.action === 'purged',
    );
    expect(purged).toMatchObject({ backupid: persons, userid: 0 });
    expect((await call('GET', '/removed-backups')).body).toEqual({ backups: [] });
    expect(await listed(call)).toHaveLength(rows);
    await later.close();
  });
});
