#!/usr/bin/env node
// npm run conformance [-- --steps backups,round-trip,wire --sites A,B --courses A,B --combinations A,B --all-round-trips
//   --show N --out FOLDER --reload]
//
// backups: backs up the courses of the sample sites under every settings file beside Moodle's own backups, holds each against
// Moodle's, and fails where one file is different, missing or extra, or where `coursekeep verify` finds anything wrong.
// round-trip: imports Moodle's own backups (under a few settings; all with --all-round-trips) and backs them up again.
// wire: sends every recorded web-service request to the service and fails where an answer is not Moodle's.
// Needs the folder `shared` and the database servers.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../workspace/build.mjs';
import { ensureInstalled } from '../workspace/install.mjs';
import { main } from '../workspace/problem.mjs';
import { agrees, compare, noComparison } from './compare.mjs';
import { loadSites } from './databases.mjs';
import { libraryMaker, makeByCommand } from './makers.mjs';
import { holdRoundTrips, ROUND_TRIP_COMBINATIONS } from './round-trips.mjs';
import { courses, goldens, sharedFolder, sites } from './sites.mjs';
import { heading, tableRow } from './table.mjs';
import { problemOf } from './verified.mjs';
import { holdWire } from './wire.mjs';

const { values: options } = parseArgs({
  options: {
    steps: { type: 'string', default: 'backups,round-trip,wire' },
    sites: { type: 'string', default: sites.map(({ name }) => name).join(',') },
    courses: { type: 'string', default: courses.join(',') },
    combinations: { type: 'string' },
    show: { type: 'string', default: '5' },
    out: { type: 'string' },
    'all-round-trips': { type: 'boolean', default: false },
    reload: { type: 'boolean', default: false },
  },
});

await main(async () => {
  const shared = sharedFolder();
  if (!shared) return skipped('the folder with the sample sites is absent (../shared, or COURSEKEEP_SHARED)');
  await ensureInstalled();
  await ensureBuilt();
  const steps = options.steps.split(',');
  const chosen = sites.filter(({ name }) => options.sites.split(',').includes(name));
  const problem = await loadSites(shared, chosen, options.reload);
  if (problem) return skipped(problem, Boolean(process.env.CI));

  const totals = { passed: 0, failed: 0, files: 0, identical: 0, reordered: 0 };
  if (steps.includes('backups')) await holdBackups(shared, chosen, totals);
  if (steps.includes('round-trip')) await holdImports(shared, chosen, totals);
  if (steps.includes('wire') && chosen.some(({ name }) => name === 'moodle45-pgsql')) await holdAnswers(shared, totals);
  process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
  return totals.failed === 0 && totals.passed > 0 ? 0 : 1;
});

async function holdBackups(shared, chosen, totals) {
  const target = options.out ?? mkdtempSync(join(tmpdir(), 'coursekeep-conformance-'));
  process.stdout.write(`${heading}\n`);
  try {
    for (const site of chosen) await holdSite(shared, site, join(target, site.name), totals);
  } finally {
    if (!options.out) rmSync(target, { recursive: true, force: true });
  }

  const share = ((100 * totals.identical) / (totals.files || 1)).toFixed(2);
  process.stdout.write(`${totals.files} files: ${share} % identical, ${totals.reordered} reordered\n`);
}

async function holdImports(shared, chosen, totals) {
  const combinations = options['all-round-trips'] || options.combinations ? null : ROUND_TRIP_COMBINATIONS;
  const selected = chosen
    .flatMap((site) => wantedGoldens(shared, site))
    .filter(({ combination }) => !combinations || combinations.includes(combination));
  process.stdout.write('\nround trips through the import\n');
  const { passed, failed } = await holdRoundTrips(shared, selected, { show: options.show });
  totals.passed += passed;
  totals.failed += failed;
}

async function holdAnswers(shared, totals) {
  const { passed, failed, output } = await holdWire(shared, options.show);
  totals.passed += passed;
  totals.failed += failed;
  process.stdout.write(`web services: ${output}`);
}

async function holdSite(shared, site, target, totals) {
  const configFile = join(shared, 'moodle', site.name, 'config.php');
  mkdirSync(target, { recursive: true });
  const library = await libraryMaker(configFile, target);
  let pending = Promise.resolve();
  try {
    for (const golden of selected(shared, site)) {
      const made = golden.byCommand ? await makeByCommand(configFile, target, golden) : await library.make(golden);
      // The comparison runs beside the next backup, on the other core.
      await pending;
      pending = holdBackup(shared, golden, made, totals);
    }
    await pending;
  } finally {
    library.close();
  }
}

// A few go through the command as well, to show that it gives what the library gives.
function selected(shared, site) {
  const wanted = wantedGoldens(shared, site);
  const byCommand = wanted.filter(
    ({ course, combination }) => course === 'plain' && /^(all|default_zip)$/.test(combination),
  );
  return [...wanted, ...byCommand.map((golden) => ({ ...golden, byCommand: true }))];
}

function wantedGoldens(shared, site) {
  const combinations = options.combinations?.split(',');
  const all = goldens(shared, site, options.courses.split(','));
  return all.filter(({ combination }) => !combinations || combinations.includes(combination));
}

async function holdBackup(shared, golden, made, totals) {
  const comparison = made.failure ? noComparison(made.failure) : await compare(shared, golden, made.path);
  if (!made.failure) comparison.failure ??= await problemOf(made.path);
  const passed = agrees(comparison);
  totals[passed ? 'passed' : 'failed'] += 1;
  for (const key of ['files', 'identical', 'reordered']) totals[key] += comparison[key];
  process.stdout.write(`${tableRow(golden, comparison, passed, Number(options.show))}\n`);
}

function skipped(reason, failed = false) {
  process.stdout.write(`${failed ? 'Conformance could not run' : 'Conformance is skipped'}: ${reason}\n`);
  process.stdout.write(`0 passed, ${failed ? 1 : 0} failed\n`);
  return failed ? 1 : 0;
}
