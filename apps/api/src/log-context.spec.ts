import { join } from 'node:path';
import { client } from './testing/client';
import { type DemoSite, demoSite, temporaryFolder } from './testing/service';
import { serviceProcess, type ServiceProcess } from './testing/service-process';

const services: ServiceProcess[] = [];
// Before the folder is removed, which they still write into.
afterAll(() => Promise.all(services.map((service) => service.end('SIGKILL'))));
const folder = temporaryFolder();
let site: DemoSite;
beforeAll(async () => {
  site = await demoSite(folder);
});

const worker = join(__dirname, 'tasks', 'backup-worker.ts');
async function started(name: string, more: Record<string, string> = {}): Promise<ServiceProcess> {
  const env = { COURSEKEEP_LOG_LEVEL: 'debug', WORKER: worker, ...more };
  const service = await serviceProcess(site.config, join(folder, name), env);
  services.push(service);
  return service;
}

/** The lines of the log that hold all these fields. */
function lines(service: ServiceProcess, fields: Record<string, unknown>): Record<string, unknown>[] {
  const all = service
    .log()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  const read = all.map((line) => JSON.parse(line) as Record<string, unknown>);
  return read.filter((line) => Object.entries(fields).every(([name, value]) => line[name] === value));
}

describe('lines of the log', () => {
  it('tell request and backup apart, and lead from one to the other', async () => {
    const service = await started('ids');
    const address = `${service.url}/webservice/rest/server.php?wstoken=${site.token('teacher')}&moodlewsrestformat=json`;
    const answer = await fetch(`${address}&wsfunction=core_course_backup_async&courseid=${site.courses[0]?.id}`);
    const requestid = answer.headers.get('x-request-id');
    const { backupid } = (await answer.json()) as { backupid: string };
    await client(service.url, site.token('teacher')).ended(backupid);
    await service.logged('finished: ');
    await service.logged('"wsfunction":"core_course_backup_async"');
    expect(lines(service, { requestid, backupid })).toMatchObject([{ msg: 'backup asked for' }]);
    expect(lines(service, { requestid, wsfunction: 'core_course_backup_async' })).toHaveLength(1);
    const made = lines(service, { backupid, attempt: 1 });
    expect(made.map(({ msg }) => msg)).toContainEqual(expect.stringContaining('finished: '));
    expect(made.filter((line) => 'requestid' in line)).toEqual([]);
  });

  it("of the portal's API have the id that its answer has, also of a refusal", async () => {
    const service = await started('portal-api');
    const ids = [];
    for (const path of ['/api/v1/courses', '/api/v1/site'])
      ids.push((await fetch(service.url + path)).headers.get('x-request-id'));
    await service.logged('"path":"/api/v1/site"');
    expect(new Set(ids).size).toBe(2);
    expect(lines(service, { requestid: ids[0] })).toMatchObject([{ path: '/api/v1/courses', status: 401 }]);
    expect(lines(service, { requestid: ids[1] })).toMatchObject([{ path: '/api/v1/site', status: 200 }]);
  });

  it('have the id that a proxy gave, and none that a stranger chose', async () => {
    const [open, behind] = [await started('open'), await started('behind', { COURSEKEEP_TRUST_PROXY: '1' })];
    const ask = async ({ url }: ServiceProcess, id: string) =>
      (await fetch(`${url}/health/live`, { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await ask(behind, 'of-the-proxy-1')).toBe('of-the-proxy-1');
    expect(await ask(open, 'of-the-proxy-1')).toMatch(/^[0-9a-f-]{36}$/);
    for (const strange of ['short', 'x'.repeat(65), '"},{"level":60'])
      expect(await ask(behind, strange)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
