#!/usr/bin/env node
// npm start: installs and builds what is not current, then becomes the server. The server prints where it answers.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './workspace/build.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { main, Problem } from './workspace/problem.mjs';
import { repository } from './workspace/repository.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  process.env.NODE_ENV ??= 'production';
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  process.chdir(repository);
  const server = join(repository, 'apps', 'api', 'dist', 'main.js');
  if (!existsSync(server)) throw new Problem(`The build left no server at ${server}.`);
  // In this process, not in a child: a signal or a kill reaches the server itself, and its exit status is ours.
  process.argv = [process.execPath, server, ...process.argv.slice(2)];
  await import(pathToFileURL(server).href);
});
