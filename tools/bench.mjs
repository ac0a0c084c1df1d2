#!/usr/bin/env node
// npm run bench [-- NAME ...]: every benchmark of tools/bench whose path contains one of the names, one after the other.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './workspace/build.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { main } from './workspace/problem.mjs';
import { repository } from './workspace/repository.mjs';
import { runNode } from './workspace/run.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const names = process.argv.slice(2);
  const chosen = benchmarks().filter((path) => names.length === 0 || names.some((name) => path.includes(name)));
  let failed = 0;
  for (const path of chosen) {
    process.stdout.write(`\n${path}\n`);
    const { code } = await runNode(join(repository, path), [], { show: true });
    if (code !== 0) failed += 1;
  }
  process.stdout.write(`\n${chosen.length - failed} benchmarks ran, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});

// A benchmark is a program in tools/bench, or the program of the same name as its folder or `run.mjs` in a folder there.
function benchmarks() {
  const folder = join('tools', 'bench');
  if (!existsSync(join(repository, folder))) return [];
  return readdirSync(join(repository, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isFile()) return entry.name.endsWith('.mjs') ? [path] : [];
      return [join(path, 'run.mjs'), join(path, `${entry.name}.mjs`)].filter((file) =>
        existsSync(join(repository, file)),
      );
    })
    .sort();
}
