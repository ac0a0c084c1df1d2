import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';

const runSources = resolve(__dirname, '../../../../tools/testing/run-sources.cjs');

const run = { runid: 'r1', number: 3, status: 'running', counts: { ok: 2, queued: 1, failed: 0 } };
const schedule = {
  name: 'nightly',
  zone: 'Europe/Berlin',
  definition: { enabled: true },
  paused: null,
  nextdue: 1_774_744_200,
  running: null,
  last: null,
};
/** What a service answers, by request. */
const answers: Readonly<Record<string, unknown>> = {
  'POST /api/v1/session': { user: {} },
  'GET /api/v1/schedules': { schedules: [schedule, { ...schedule, name: 'off', definition: { enabled: false } }] },
  'GET /api/v1/schedules/nightly': { schedule: { ...schedule, running: run } },
  'GET /api/v1/schedule-runs/r1?limit=1000&after=-1': {
    results: [
      { courseid: 7, position: 0, state: 'ok', code: null, message: null, backupid: 'b1' },
      { courseid: 8, position: 1, state: 'failed', code: 'x', message: 'No \u001b[31mroom', backupid: null },
    ],
  },
  'GET /api/v1/schedules/nightly/preview': {
    takesall: true,
    chosen: [{ courseid: 7, shortname: 'BIO' }],
    skipped: [{ courseid: 8, shortname: 'OLD', why: 'hidden' }],
    dues: [1_774_744_200],
  },
  'POST /api/v1/schedules/nightly/run': { runid: 'r2' },
  'POST /api/v1/schedules/nightly/pause': { schedule: { ...schedule, paused: { who: 'Ada', time: 1_774_744_200 } } },
  'POST /api/v1/schedules/nightly/resume': { schedule },
};

const asked: string[] = [];
let body = '';
const server = createServer(async (request, response) => {
  const key = `${request.method} ${request.url}`;
  asked.push(`${key} ${request.headers.cookie ?? ''}`.trim());
  if (key === 'POST /api/v1/session') body = await text(request);
  const answer = answers[key];
  response.setHeader('set-cookie', 'coursekeep_session=s1; Path=/');
  if (request.method === 'DELETE') response.writeHead(204).end();
  else if (answer) response.end(JSON.stringify(answer));
  else response.writeHead(404).end('{"error":{"code":"scheduleunknown","message":"There is no schedule \\"x\\"."}}');
});
let url = '';
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

async function text(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function coursekeep(
  args: string[],
  env: Record<string, string> = { COURSEKEEP_TOKEN: 't1', COURSEKEEP_URL: url },
) {
  asked.length = 0;
  const data = { COURSEKEEP_DATA: resolve(tmpdir(), 'no-coursekeep-here') };
  const child = spawn(process.execPath, ['-r', runSources, resolve(__dirname, '../main.ts'), 'schedule', ...args], {
    env: { ...process.env, ...data, ...env },
  });
  const [out, err] = [text(child.stdout as never), text(child.stderr as never)];
  const [status] = (await once(child, 'close')) as [number];
  return { status, out: await out, err: await err };
}

describe('coursekeep schedule', () => {
  it('lists where each schedule stands, in a session of its own that it ends', async () => {
    expect(await coursekeep(['list'])).toEqual({
      status: 0,
      err: '',
      out: 'nightly: due 2026-03-29 01:30 Europe/Berlin\noff: off\n',
    });
    expect(JSON.parse(body)).toEqual({ token: 't1' });
    expect(asked).toEqual([
      'POST /api/v1/session',
      'GET /api/v1/schedules coursekeep_session=s1',
      'DELETE /api/v1/session coursekeep_session=s1',
    ]);
  });

  it('shows the run course by course, and nothing of it moves the cursor', async () => {
    const { out } = await coursekeep(['show', 'nightly']);
    expect(out).toBe(
      'nightly: runs, 2 ok, 1 queued\nRun 3: running, 2 ok, 1 queued\n' +
        '  course 7: ok b1\n  course 8: failed, No \ufffd[31mroom\n',
    );
  });

  it('previews, runs, pauses and resumes', async () => {
    expect((await coursekeep(['preview', 'nightly'])).out).toBe(
      '1 course in this order, unchanged ones too:\n  7 BIO\n1 course left out:\n  8 OLD: hidden\n' +
        'Due: 2026-03-29 01:30 Europe/Berlin\n',
    );
    expect((await coursekeep(['run', 'nightly', '--json'])).out).toBe('{"runid":"r2"}\n');
    expect((await coursekeep(['pause', 'nightly'])).out).toBe(
      'nightly: paused by Ada since 2026-03-29 01:30 Europe/Berlin\n',
    );
    expect((await coursekeep(['pause', 'nightly', '--resume'])).out).toMatch(/^nightly: due/);
  });

  it('says what is wrong, and what to do', async () => {
    const unknown = await coursekeep(['show', 'x']);
    expect(unknown).toMatchObject({ out: '', err: 'coursekeep: There is no schedule "x".\n' });
    expect(unknown.status).not.toBe(0);
    const nowhere = await coursekeep(['list'], { COURSEKEEP_TOKEN: '', COURSEKEEP_URL: '' });
    expect([nowhere.status, nowhere.err]).toEqual([2, expect.stringContaining('COURSEKEEP_TOKEN')]);
    const closed = await coursekeep(['list'], { COURSEKEEP_TOKEN: 't1', COURSEKEEP_URL: 'http://127.0.0.1:1' });
    expect([closed.status, closed.err]).toEqual([2, expect.stringMatching(/does not answer .*Is it running\?/)]);
  });
});
