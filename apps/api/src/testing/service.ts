import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createEmbeddedSite, describeEmbeddedSite, type EmbeddedSiteDescription } from '@coursekeep/embedded-site';
import { readSettings } from '../config/settings';
import { type RunningServer, type ServerParts, startServer } from '../server';

export const runSources = resolve(__dirname, '../../../../tools/testing/run-sources.cjs');

/** The real backup worker, run from its source. */
export const realWorker = {
  file: resolve(__dirname, '../tasks/backup-worker.ts'),
  execArgv: ['-r', runSources],
} as const;

/** A worker that does not do its work: see `obstinate-worker.ts`. */
export const obstinateWorker = (how: 'wait' | 'stop' | 'stall' | 'die' | 'refuse' | 'database') => ({
  file: resolve(__dirname, 'obstinate-worker.ts'),
  execArgv: ['-r', runSources],
  env: { OBSTINATE: how },
});

const running = new Set<RunningServer>();

/** A new empty folder, removed when the tests have ended; services that still run are ended first. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'coursekeep-api-'));
  afterAll(async () => {
    await Promise.all([...running].map((server) => server.close()));
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export interface DemoSite extends EmbeddedSiteDescription {
  readonly config: string;
  readonly folder: string;
  token(username: string): string;
  /** The id of a course by its short name. */
  course(shortname: string): number;
}

/** An embedded site of its own for a suite. */
export async function demoSite(folder: string): Promise<DemoSite> {
  const { configFile } = await createEmbeddedSite(join(folder, 'site'), { wwwroot: 'http://demo.invalid' });
  const description = await describeEmbeddedSite(join(folder, 'site'));
  return {
    ...description,
    config: configFile,
    folder: join(folder, 'site'),
    token: (username) => description.users.find((user) => user.username === username)?.token ?? 'no such user',
    course: (shortname) => description.courses.find((course) => course.shortname === shortname)?.id ?? -1,
  };
}

export interface TestService extends RunningServer {
  readonly data: string;
}

/** The service in this process, on a free port, with the real worker unless told otherwise. */
export async function startService(
  site: string,
  data: string,
  parts: ServerParts = {},
  env: Record<string, string> = {},
): Promise<TestService> {
  const settings = readSettings({ ...serviceEnv(site, data), ...env });
  const server = await startServer(settings, { workerLaunch: realWorker, ...parts });
  const service = {
    ...server,
    data,
    close: async () => {
      if (running.delete(service)) await server.close();
    },
  };
  running.add(service);
  return service;
}

export function serviceEnv(site: string, data: string): Record<string, string> {
  return {
    COURSEKEEP_SITE: site,
    COURSEKEEP_DATA: data,
    COURSEKEEP_PORT: '0',
    COURSEKEEP_PORTAL: 'off',
    COURSEKEEP_LOG_LEVEL: process.env.COURSEKEEP_LOG_LEVEL ?? 'silent',
    COURSEKEEP_TASK_POLL_MS: '50',
    COURSEKEEP_TASK_RETRY_SECONDS: '0',
  };
}

/** Asks until `wanted` says that it has seen enough; fails after fifty seconds. */
export async function until<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + 50_000;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`Waited in vain; the last answer was ${JSON.stringify(answer)}`);
    await new Promise((next) => setTimeout(next, 50));
  }
}
