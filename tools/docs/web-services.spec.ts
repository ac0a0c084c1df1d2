import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { sign } from '../../apps/api/src/notifications/webhook-signature';
import { client } from '../../apps/api/src/testing/client';
import { demoSite, until } from '../../apps/api/src/testing/service';
import { killServiceProcesses, serviceProcess } from '../../apps/api/src/testing/service-process';
import { itWithProgram } from '../testing/shared';
import { exampleCalls, placeholders } from './web-services/examples';
import { currentPage, definitions, page } from './web-services/reference';

const text = readFileSync(page, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'coursekeep-docs-'));
let env: Record<string, string> = {};
let real: Record<keyof typeof placeholders, string | number>;
afterAll(() => {
  killServiceProcesses();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a block of the page as a program and says how to run it. */
const runners: Readonly<Record<string, { program: string; file: string; prepare?: (code: string) => string }>> = {
  sh: { program: 'bash', file: 'example.sh' },
  php: { program: 'php', file: 'example.php' },
  python: { program: 'python3', file: 'example.py' },
  ts: {
    program: process.execPath,
    file: 'example.mjs',
    prepare: (code) => transformSync(code, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }).code,
  },
};

function run(language: string, code: string, more: Record<string, string> = {}, input = ''): string {
  const runner = runners[language];
  if (!runner) throw new Error(`There is no way to run ${language}`);
  writeFileSync(join(folder, runner.file), runner.prepare?.(code) ?? code);
  const { stdout, stderr, status, error } = spawnSync(runner.program, [runner.file], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env, ...more },
    input,
    timeout: 60_000,
  });
  if (error || status !== 0) throw new Error(`${error?.message ?? status}: ${stderr}\n${code}`);
  return stdout;
}

function itRuns(language: string, name: string, test: () => void): void {
  itWithProgram(runners[language]?.program ?? language, name, test);
}

/** The blocks of a section, as [language, code]. */
function blocks(heading: string): [string, string][] {
  const from = text.indexOf(`\n${heading}\n`);
  const level = /^#+/.exec(heading)?.[0].length ?? 1;
  const rest = text.slice(from + heading.length + 2);
  const section = rest.split(new RegExp(`^#{1,${level}} `, 'm'))[0] ?? '';
  return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => [language, code]);
}

const filled = (code: string) =>
  Object.entries(placeholders).reduce(
    (filling, [name, value]) =>
      typeof value === 'string'
        ? filling.replaceAll(value, String(real[name as keyof typeof placeholders]))
        : filling.replaceAll(
            new RegExp(`(${name}\\W{1,6}|\\[0\\]\\W{1,6}|course-)${value}\\b`, 'g'),
            `$1${real[name as keyof typeof placeholders]}`,
          ),
    code,
  );

beforeAll(async () => {
  const site = await demoSite(folder);
  const service = await serviceProcess(site.config, `${folder}/data`, {});
  const caller = client(service.url, site.token('manager'));
  const courseid = site.courses[0]?.id ?? 0;
  const backupid = await caller.start(courseid);
  await caller.ended(backupid);
  const [{ filename, downloadurl }] = await caller.list(courseid);
  const contextid = Number(/pluginfile\.php\/(\d+)/.exec(downloadurl)?.[1]);
  const { restoreid } = await caller.call('core_course_restore_async', { backupid, categoryid: 1 });
  await until(
    async () => (await caller.call('core_course_restore_async_get_status', { restoreid }))[0],
    ({ status }) => status >= 900,
  );
  real = { courseid, backupid, restoreid, filename, contextid };
  env = { URL: service.url, TOKEN: site.token('manager') };
});

describe('docs/web-services.md', () => {
  it('has the reference of every function as the code describes it', () => {
    expect(text).toBe(currentPage());
    expect(definitions().map(({ name }) => name)).toEqual(exampleCalls.map(({ wsfunction }) => wsfunction));
  });

  for (const { wsfunction, shows } of exampleCalls) {
    for (const language of Object.keys(runners)) {
      itRuns(language, `runs the example of ${wsfunction} in ${language}`, () => {
        const [, code = ''] = blocks(`## ${wsfunction}`).find(([each]) => each === language) ?? [];
        const shown = run(language, filled(code));
        expect(shown).not.toContain('errorcode');
        expect(shown).toMatch(shows);
      });
    }
  }

  itRuns('sh', 'runs the example of asking twice', () => {
    const [[, code = ''] = []] = blocks('## Asking twice for the same');
    const [once, twice] = [run('sh', filled(code)), run('sh', filled(code))];
    expect(once).toMatch(/^\{"backupid":"[0-9a-f]{32}"\}$/);
    expect(twice).toBe(once);
  });

  itRuns('sh', 'runs the example of downloading', () => {
    const [[, code = ''] = []] = blocks('## Downloading');
    // The demo site's own address is none that can be reached.
    run('sh', filled(code).replace('curl --fail', 'downloadurl="$URL${downloadurl#http://demo.invalid}"\ncurl --fail'));
    expect(readFileSync(join(folder, 'backup.mbz')).subarray(0, 2).toString('hex')).toBe('1f8b');
  });

  for (const language of ['php', 'python', 'ts']) {
    itRuns(language, `knows a genuine webhook in ${language}`, () => {
      const [, code = ''] = blocks('### Who sends it').find(([each]) => each === language) ?? [];
      const body = '{"event":"backup.finished","who":"Zoë"}';
      const now = Math.floor(Date.now() / 1000);
      const verdict = (sent: string, signed: string, time: number) =>
        run(
          language,
          code,
          { SECRET: 'a secret of 16+', SIGNATURE: sign(signed, 'a secret of 16+', time) },
          sent,
        ).trim();
      expect(verdict(body, body, now)).toBe('genuine');
      expect(verdict(body, `${body} `, now)).toBe('refused');
      expect(verdict(body, body, now - 400)).toBe('refused');
    });
  }
});
