#!/usr/bin/env node
// npm run dev: the service from its sources and the portal in Next's development mode, both reloaded on every change, on the
// embedded site (or the one that COURSEKEEP_SITE names). The portal's address is printed; it passes the API's calls on.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './workspace/install.mjs';
import { main, Problem } from './workspace/problem.mjs';
import { repository, toolEnvironment } from './workspace/repository.mjs';
import { runNode } from './workspace/run.mjs';

const port = process.env.COURSEKEEP_PORT ?? '8080';
const portalPort = process.env.COURSEKEEP_PORTAL_PORT ?? '3000';
const tool = (path) => join(repository, 'node_modules', path);

await main(async () => {
  await ensureInstalled();
  // The portal takes the statuses and options from the engine's built model; `npm run watch` keeps that current.
  const build = await runNode(tool('typescript/bin/tsc'), ['-b', 'libs/backup-engine']);
  if (build.code !== 0) throw new Problem(build.output.trim());
  const service = start('service', serviceArguments(), { COURSEKEEP_PORT: port, COURSEKEEP_PORTAL: 'off' });
  const portal = start(
    'portal',
    [tool('next/dist/bin/next'), 'dev', 'apps/portal', '--hostname', '127.0.0.1', '--port', portalPort],
    {
      COURSEKEEP_INTERNAL_URL: `http://127.0.0.1:${port}`,
    },
  );
  process.stdout.write(`The portal: http://127.0.0.1:${portalPort} · the web services: http://127.0.0.1:${port}\n`);
  return Promise.race([service, portal]);
});

function serviceArguments() {
  const libraries = readdirSync(join(repository, 'libs')).map((library) => join('libs', library));
  const paths = [...libraries, 'apps/api'].map((project) => `--watch-path=${join(repository, project, 'src')}`);
  const hook = join(repository, 'tools', 'testing', 'run-sources.cjs');
  const debug = process.env.COURSEKEEP_INSPECT ? [`--inspect=${process.env.COURSEKEEP_INSPECT}`] : [];
  return [...paths, '--watch-preserve-output', ...debug, '-r', hook, join(repository, 'apps', 'api', 'src', 'main.ts')];
}

/** Runs a program until it or this one ends; each of its lines begins with its name. Resolves with its exit status. */
function start(name, args, env) {
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: { ...process.env, ...toolEnvironment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => process.stdout.write(text.replace(/^(?=.)/gm, `${name} │ `)));
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 0)));
}
