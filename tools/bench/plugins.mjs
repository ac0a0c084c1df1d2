// How long the code of 100 plugins takes to be read: the first time, and again by the same process. Beside it stands what the
// same machine takes for a fixed piece of work. Fails where the first time takes more than a second, and more than MOST times
// that work (a machine may be slow).
// usage: node tools/bench/plugins.mjs [number of plugins, default 100]      (after `npm run build`)
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { repository } from '../workspace/repository.mjs';
import { makePlugins } from './support/made-plugins.mjs';

const MOST = 2;
const require = createRequire(join(repository, 'apps', 'cli', 'package.json'));
const { DefinitionRegistry } = require('@coursekeep/definitions');
const { ReadCache, readPlugins } = require('@coursekeep/plugin-declarations');

const count = Number(process.argv[2] ?? 100);
const folder = mkdtempSync(join(tmpdir(), 'coursekeep-plugins-'));
try {
  const { plugins, columns } = makePlugins(folder, count);
  const site = { version: 2024100706, branch: 405, release: '4.5.6', dbtype: 'pgsql', columns };
  const known = DefinitionRegistry.core();
  const kept = { cache: new ReadCache(), versions: new Map(plugins.map((plugin) => [plugin, '1'])) };
  const comparison = seconds(fixedWork);
  let read = [];
  const first = seconds(() => (read = readPlugins(folder, plugins, known, site, kept)));
  const again = seconds(() => readPlugins(folder, plugins, known, site, kept));
  const complete = read.filter(({ outcome }) => outcome === 'complete').length;
  console.log(`${count} plugins, ${complete} read completely`);
  console.log(`first  ${first.toFixed(2)} s, ${(first / comparison).toFixed(1)} times the fixed work`);
  console.log(`again  ${again.toFixed(2)} s, ${kept.cache.reads - count} of them read anew`);
  console.log(`the fixed work (64 MB packed by gzip) took ${comparison.toFixed(2)} s`);
  const isSlow = first > count / 100 && first > MOST * comparison * (count / 100);
  if (isSlow) console.log('reading takes more than a second for 100 plugins');
  process.exitCode = isSlow || complete < count || kept.cache.reads > count ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Of the processor: others may be at work on the machine. */
function seconds(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000_000;
}

function fixedWork() {
  const bytes = Buffer.alloc(64 * 1024 * 1024);
  for (let at = 0, value = 1; at < bytes.length; at += 4, value = (Math.imul(value, 1103515245) + 12345) >>> 0) {
    bytes.writeUInt32LE(value & 0x0f0f0f0f, at);
  }
  gzipSync(bytes, { level: 1 });
}
