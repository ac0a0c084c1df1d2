#!/usr/bin/env node
// npm run build: installs and builds whatever is not current.
import { ensureBuilt } from './workspace/build.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { main } from './workspace/problem.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  process.stdout.write('Everything is built.\n');
});
