#!/usr/bin/env node
// npm run soak [-- MINUTES]: backs up the embedded site's courses again and again (two minutes where nothing is said) and
// fails when memory or open files grow, or when something is left behind.
import { join } from 'node:path';
import { ensureBuilt } from './workspace/build.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { main, Problem } from './workspace/problem.mjs';
import { repository } from './workspace/repository.mjs';
import { run } from './workspace/run.mjs';

await main(async () => {
  const minutes = Number(process.argv[2] ?? 2);
  if (!(minutes > 0)) throw new Problem('npm run soak -- MINUTES: a number greater than 0.');
  await ensureInstalled();
  await ensureBuilt();
  const program = join(repository, 'tools', 'soak', 'back-up-repeatedly.mjs');
  return (await run(process.execPath, ['--expose-gc', program, String(minutes)], { show: true })).code;
});
