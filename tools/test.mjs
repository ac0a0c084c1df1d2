#!/usr/bin/env node
// npm test: installs, builds, checks lint, types and format, runs all tests, and says in one summary how it went.
// Arguments go to Jest (npm test -- libs/ws-protocol), which then runs on the sources: without a build, without the checks.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureBuilt } from './workspace/build.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { main } from './workspace/problem.mjs';
import { cacheFile, repository } from './workspace/repository.mjs';
import { runNode } from './workspace/run.mjs';

const tool = (path, ...args) => [join(repository, 'node_modules', path), args];
const checks = [
  ['lint', tool('eslint/bin/eslint.js', '.')],
  ['types of the tests', tool('typescript/bin/tsc', '-p', 'tsconfig.spec.json')],
  ['types of the portal', tool('typescript/bin/tsc', '-p', 'apps/portal/tsconfig.check.json')],
  ['format', tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')],
];

await main(async () => {
  const jestArguments = process.argv.slice(2);
  await ensureInstalled();
  const summary = [];
  if (jestArguments.length === 0) {
    await ensureBuilt();
    summary.push(...(await runChecks()));
  }
  const tests = await runTests(jestArguments);
  const counts = { ...(tests.counts ?? { passed: 0, failed: 1, skipped: 0 }) };
  if (tests.code !== 0 && counts.failed === 0) counts.failed = 1;
  for (const { passed } of summary) counts[passed ? 'passed' : 'failed'] += 1;

  process.stdout.write('\n');
  for (const { name, passed, seconds } of summary) line(passed, name, `${seconds.toFixed(0)} s`);
  line(tests.code === 0, 'tests', tests.counts ? describe(tests.counts) : 'Jest did not finish');
  process.stdout.write(`${describe(counts)}\n`);
  return counts.failed === 0 ? 0 : 1;
});

// Two at a time: as many as the smallest machine has cores.
async function runChecks() {
  const waiting = [...checks];
  const done = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) done.push(await check(next));
  };
  await Promise.all([worker(), worker()]);
  return done;
}

async function check([name, [script, args]]) {
  const { code, output, seconds } = await runNode(script, args);
  line(code === 0, name, `${seconds.toFixed(0)} s`);
  if (code !== 0) process.stdout.write(`${output.trimEnd()}\n`);
  return { name, passed: code === 0, seconds };
}

async function runTests(jestArguments) {
  const first = await jest(jestArguments);
  if (!process.env.CI || !first.counts?.failed) return first;
  // Of a test that fails beside others and holds alone, the machine's load is the likely cause. It is named, for it wants mending.
  process.stdout.write(`\nOnce more, alone: ${first.failedFiles.join(' ')}\n`);
  const again = await jest(['--runInBand', '--runTestsByPath', ...first.failedFiles]);
  if (!again.counts) return first;
  const held = first.failedFiles.filter((file) => !again.failedFiles.includes(file));
  if (held.length > 0) process.stdout.write(`\nUnsteady, failed at first and held alone: ${held.join(' ')}\n`);
  const mended = first.counts.failed - again.counts.failed;
  return {
    code: again.code,
    counts: { ...first.counts, passed: first.counts.passed + mended, failed: again.counts.failed },
  };
}

async function jest(jestArguments) {
  const report = cacheFile('jest.json');
  rmSync(report, { force: true });
  const [script, args] = tool('jest/bin/jest.js', '--json', `--outputFile=${report}`, ...jestArguments);
  const { code } = await runNode(script, args, { show: 'errors' });
  if (!existsSync(report)) return { code, counts: null, failedFiles: [] };
  const result = JSON.parse(readFileSync(report, 'utf8'));
  // A file that cannot even be loaded has no tests that could fail: it counts as one.
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const failedFiles = result.testResults
    .filter(({ status }) => status === 'failed')
    .map(({ name }) => relative(repository, name));
  return { code, counts: { passed: result.numPassedTests, failed, skipped: result.numPendingTests }, failedFiles };
}

function line(passed, name, detail) {
  process.stdout.write(`${passed ? '✓' : '✗'} ${name} (${detail})\n`);
}

function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}
