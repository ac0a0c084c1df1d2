#!/usr/bin/env node
// npm run e2e: the portal in a real browser, against a server of its own. Arguments go to the suite, which ends with
// `N passed, N failed`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './workspace/build.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { main, Problem } from './workspace/problem.mjs';
import { repository } from './workspace/repository.mjs';
import { runNode } from './workspace/run.mjs';

const browsers = [process.env.COURSEKEEP_BROWSER, '/usr/bin/chromium', '/usr/bin/google-chrome'];

await main(async () => {
  const browser = browsers.find((path) => path && existsSync(path));
  if (!browser)
    throw new Problem(
      'There is no browser: install Chromium (apt-get install chromium) or name one in COURSEKEEP_BROWSER.',
    );
  await ensureInstalled();
  await ensureBuilt();
  const suite = join(repository, 'apps', 'portal', 'e2e', 'run.mjs');
  const env = { COURSEKEEP_BROWSER: browser };
  return (await runNode(suite, process.argv.slice(2), { show: true, env })).code;
});
