import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { client } from '../testing/client';
import { type DemoSite, demoSite, obstinateWorker, startService, temporaryFolder, until } from '../testing/service';

const folder = temporaryFolder();
const token = 'a-token-of-metrics';
let site: DemoSite;
let courseid: number;
beforeAll(async () => {
  site = await demoSite(folder);
  courseid = site.courses[0]?.id ?? 0;
});

const bearer = { authorization: `Bearer ${token}` };

/** The figures that the service gives, by name and labels as they are written. */
async function figures(url: string, headers: Record<string, string> = bearer): Promise<Map<string, number>> {
  const text = await (await fetch(`${url}/metrics`, { headers })).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

const started = (name: string, parts = {}, env: Record<string, string> = {}) =>
  startService(site.config, join(folder, name), parts, { COURSEKEEP_METRICS_TOKEN: token, ...env });

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('who may see the figures', () => {
  it('is nobody where nothing is set', async () => {
    const { url } = await startService(site.config, join(folder, 'closed'));
    expect((await fetch(`${url}/metrics`, { headers: bearer })).status).toBe(404);
  });

  it('is who has the token', async () => {
    const { url } = await started('token');
    const ask = async (headers: Record<string, string>, method = 'GET') =>
      (await fetch(`${url}/metrics`, { headers, method })).status;
    expect(await ask(bearer)).toBe(200);
    expect(await ask({})).toBe(401);
    for (const wrong of ['Bearer', 'Bearer ', `Bearer ${token}s`, token, `Basic ${token}`, `Bearer ${token} x`]) {
      expect([wrong, await ask({ authorization: wrong })]).toEqual([wrong, 401]);
    }
    expect(await ask(bearer, 'POST')).toBe(405);
  });

  it('is who reaches the port of their own, where nothing else is', async () => {
    const port = await freePort();
    const listen = { COURSEKEEP_METRICS_TOKEN: '', COURSEKEEP_METRICS_LISTEN: String(port) };
    const { url, close } = await started('port', {}, listen);
    expect((await figures(`http://127.0.0.1:${port}`, {})).get('coursekeep_part_works{part="store"}')).toBe(1);
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(404);
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    const second = started('port-taken', {}, listen);
    await expect(second).rejects.toThrow(`COURSEKEEP_METRICS_LISTEN is 127.0.0.1:${port}`);
    await close();
    await expect(fetch(`http://127.0.0.1:${port}/metrics`)).rejects.toThrow();
  });

  it('is said clearly where a setting is wrong, without the token', async () => {
    const start = (env: Record<string, string>) => started('wrong', {}, env);
    await expect(start({ COURSEKEEP_METRICS_TOKEN: 'short' })).rejects.toThrow(/^COURSEKEEP_METRICS_TOKEN must have/);
    for (const wrong of ['0', '65536', 'a b:1', 'http://x:1', ':'])
      await expect(start({ COURSEKEEP_METRICS_LISTEN: wrong })).rejects.toThrow('COURSEKEEP_METRICS_LISTEN is');
  });
});

describe('the figures', () => {
  it('count a backup that finished, with its size, its steps and its wait', async () => {
    const { url } = await started('finished');
    const teacher = client(url, site.token('teacher'));
    expect((await teacher.ended(await teacher.start(courseid))).status).toBe(1000);
    const [{ filesize }] = await teacher.list(courseid);
    const found = await figures(url);
    expect(found.get('coursekeep_backup_attempt_seconds_count{outcome="finished"}')).toBe(1);
    for (const step of ['documents', 'archive', 'publish'])
      expect(found.get(`coursekeep_backup_step_seconds_count{step="${step}",outcome="finished"}`)).toBe(1);
    expect(found.get('coursekeep_backup_bytes_sum')).toBe(filesize);
    expect(found.get('coursekeep_backup_wait_seconds_count')).toBe(1);
    const steps = [...found].filter(([name]) => name.startsWith('coursekeep_backup_step_seconds_sum'));
    const sum = steps.reduce((total, [, seconds]) => total + seconds, 0);
    expect(found.get('coursekeep_backup_attempt_seconds_sum{outcome="finished"}')).toBeCloseTo(sum, 6);
    expect(found.get('process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(found.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
  });

  it('count failures by reason, also of attempts that are made again', async () => {
    const { url } = await started('failed', { workerLaunch: obstinateWorker('database') });
    const teacher = client(url, site.token('teacher'));
    expect((await teacher.ended(await teacher.start(courseid))).status).toBe(900);
    const reason = 'reason="database-connection-lost"';
    const found = await until(
      () => figures(url),
      (all) => all.has(`coursekeep_backup_failures_total{outcome="failed",${reason}}`),
    );
    const retried = found.get(`coursekeep_backup_failures_total{outcome="retried",${reason}}`) ?? 0;
    expect(retried).toBeGreaterThan(0);
    expect(found.get('coursekeep_backup_attempt_seconds_count{outcome="retried"}')).toBe(retried);
    expect(found.get(`coursekeep_backup_failures_total{outcome="failed",${reason}}`)).toBe(1);
  });

  it('tell what waits and what runs', async () => {
    const { url } = await started('waiting', { workerLaunch: obstinateWorker('wait') });
    const teacher = client(url, site.token('teacher'));
    for (let asked = 0; asked < 3; asked++) await teacher.start(courseid);
    const found = await until(
      () => figures(url),
      (all) => all.get('coursekeep_queue_tasks{state="running"}') === 1,
    );
    expect(found.get('coursekeep_queue_tasks{state="waiting"}')).toBe(2);
    expect(found.get('coursekeep_queue_tasks{state="delayed"}')).toBe(0);
    expect(found.get('coursekeep_queue_oldest_seconds{state="delayed"}')).toBe(0);
    const age = found.get('coursekeep_queue_oldest_seconds{state="waiting"}') ?? 0;
    const later = (await figures(url)).get('coursekeep_queue_oldest_seconds{state="waiting"}') ?? 0;
    expect(age).toBeGreaterThan(0);
    expect(later).toBeGreaterThan(age);
  });

  it('count sign-ins by outcome', async () => {
    const { url } = await started('signins', {}, { COURSEKEEP_SIGNIN_FAILURES: '1' });
    const enter = (username: string, password: string) =>
      fetch(`${url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password }),
      });
    const teacher = site.users.find(({ username }) => username === 'teacher');
    await enter('teacher', teacher?.password ?? '');
    await enter('student', 'wrong');
    await enter('student', 'wrong');
    const found = await figures(url);
    const outcomes = ['right', 'wrong', 'held-off'];
    expect(outcomes.map((outcome) => found.get(`coursekeep_signins_total{outcome="${outcome}"}`))).toEqual([1, 1, 1]);
  });

  it('count requests by the pattern of the address, whatever a caller writes there', async () => {
    const { url } = await started('requests');
    await client(url, site.token('teacher')).call('core_webservice_get_site_info');
    for (const path of ['/api/v1/courses/4', '/api/v1/courses/5', '/nowhere', '/api/v1/secret-word', '/health/live'])
      await fetch(url + path);
    await fetch(`${url}/nowhere`, { method: 'PROPFIND' });
    const found = await until(
      () => figures(url),
      (all) => [...all.keys()].some((name) => name.includes('method="other"')),
    );
    const count = (labels: string) => found.get(`coursekeep_http_request_seconds_count{${labels}}`);
    expect(count('method="GET",route="/webservice/rest/server.php",status="200"')).toBe(1);
    expect(count('method="GET",route="/api/v1/courses/:id",status="401"')).toBe(2);
    expect(count('method="GET",route="/health/live",status="200"')).toBe(1);
    expect(count('method="GET",route="none",status="404"')).toBe(2);
    expect(count('method="other",route="none",status="404"')).toBe(1);
    expect([...found.keys()].join('\n')).not.toMatch(/nowhere|secret-word|PROPFIND/);
  });
});
