import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.mjs';
import { cacheFile, repository } from './repository.mjs';
import { runNode } from './run.mjs';

/**
 * Builds what is not current. Nx knows the projects and caches each; the stamp beside it only answers the usual
 * question (has anything changed at all?) in a tenth of the time that Nx needs to start.
 */
export async function ensureBuilt() {
  const sources = sourcesHash();
  const stampFile = cacheFile('build.json');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp(sources)) return;
  process.stdout.write('Building (a minute the first time) …\n');
  const result = await runNode(join(repository, 'node_modules', 'nx', 'dist', 'bin', 'nx.js'), [
    'run-many',
    '-t',
    'build',
  ]);
  if (result.code !== 0) throw new Problem(`${result.output.trim()}\n\nThe build failed; the compiler says why above.`);
  writeFileSync(stampFile, stamp(sources));
}

// What was built is part of the stamp, so that a build by other means (`tsc -b`) or a deleted dist does not go unnoticed.
function stamp(sources) {
  const outputs = projects().map((project) => [project, modified(project)]);
  return JSON.stringify({ sources, node: process.version, outputs });
}

function modified(project) {
  const marks = [join(project, 'dist', '.tsbuildinfo'), join(project, '.next', 'BUILD_ID')];
  const mark = marks.map((path) => join(repository, path)).find(existsSync);
  return mark ? statSync(mark).mtimeMs : null;
}

function projects() {
  return ['libs', 'apps'].flatMap((folder) =>
    readdirSync(join(repository, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(repository, folder, entry.name, 'package.json')))
      .map((entry) => join(folder, entry.name)),
  );
}

function sourcesHash() {
  const hash = createHash('sha256');
  const add = (path) => hash.update(`${path}\0`).update(readFileSync(join(repository, path)));
  ['package-lock.json', 'nx.json', 'tsconfig.base.json'].forEach(add);
  for (const project of projects()) walk(project, add);
  return hash.digest('hex');
}

const notSources = new Set(['node_modules', 'dist', 'e2e']);

function walk(folder, visit) {
  const entries = readdirSync(join(repository, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith('.') || notSources.has(entry.name) || /\.spec\.tsx?$|^next-env\.d\.ts$/.test(entry.name))
      continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(path, visit);
    else visit(path);
  }
}
