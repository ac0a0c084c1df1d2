#!/usr/bin/env node
// npm run conformance [-- --steps backups,round-trip,wire --sites A,B --courses A,B --combinations A,B --all-round-trips
//   --show N --out FOLDER --reload]
//
// backups: backs up the courses of the sample sites under every settings file beside Moodle's own backups, holds each against
// Moodle's, and fails where one file is different, missing or extra, or where `coursekeep verify` finds anything wrong.
// round-trip: imports Moodle's own backups of 4.5 and 5.1 (under a few settings; all with --all-round-trips) and backs them up again.
// wire: sends every recorded web-service request to the service and fails where an answer is not Moodle's.
// Needs the folder `shared` and the database servers. Without a MySQL server all but its sites is done; of them only the courses
// `quizbank` and `everything` are taken where --courses names none.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../workspace/build.mjs';
import { ensureInstalled } from '../workspace/install.mjs';
import { main } from '../workspace/problem.mjs';
import { agrees, compare, exceptInPart, noComparison } from './compare.mjs';
import { loadSites, siteSettings } from './databases.mjs';
import { libraryMaker, makeByCommand } from './makers.mjs';
import { holdRoundTrips, ROUND_TRIP_COMBINATIONS } from './round-trips.mjs';
import { courses, coursesOnMysql, goldens, importable, originals, sharedFolder, sites } from './sites.mjs';
import { heading, tableRow } from './table.mjs';
import { problemOf } from './verified.mjs';
import { holdWire, wireServers } from './wire.mjs';

const { values: options } = parseArgs({
  options: {
    steps: { type: 'string', default: 'backups,round-trip,wire' },
    sites: { type: 'string', default: sites.map(({ name }) => name).join(',') },
    courses: { type: 'string' },
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
  const named = sites.filter(({ name }) => options.sites.split(',').includes(name));
  const needed = named.filter((site) => originals.includes(site));
  const problem = await loadSites(shared, needed, options.reload);
  if (problem) return skipped(problem, Boolean(process.env.CI));
  const chosen = [...needed, ...(await loadedOnMysql(shared, named))];

  const totals = { passed: 0, failed: 0, files: 0, identical: 0, reordered: 0 };
  if (steps.includes('backups')) await holdBackups(shared, chosen, totals);
  if (steps.includes('round-trip')) await holdImports(shared, chosen, totals);
  const wireSites = chosen.filter(({ name, server }) => name.startsWith('moodle45') && wireServers.includes(server));
  if (steps.includes('wire')) for (const site of wireSites) await holdAnswers(shared, site, totals);
  process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
  return totals.failed === 0 && totals.passed > 0 ? 0 : 1;
});

async function loadedOnMysql(shared, named) {
  const copies = named.filter((site) => !originals.includes(site));
  const problem = copies.length > 0 ? await loadSites(shared, copies, options.reload) : null;
  if (problem) process.stdout.write(`MySQL is skipped: ${problem}\n`);
  return problem ? [] : copies;
}

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
    .filter((site) => originals.includes(site) && importable.includes(site))
    .flatMap((site) => wantedGoldens(shared, site))
    .filter(({ combination }) => !combinations || combinations.includes(combination));
  process.stdout.write('\nround trips through the import\n');
  const { passed, failed } = await holdRoundTrips(shared, selected, { show: options.show });
  totals.passed += passed;
  totals.failed += failed;
}

async function holdAnswers(shared, site, totals) {
  const { passed, failed, output } = await holdWire(shared, site, options.show);
  totals.passed += passed;
  totals.failed += failed;
  process.stdout.write(`web services on ${site.name}: ${output}`);
}

async function holdSite(shared, site, target, totals) {
  const opened = {
    configFile: join(shared, 'moodle', site.folder, 'config.php'),
    settings: siteSettings(shared, site),
  };
  mkdirSync(target, { recursive: true });
  const library = await libraryMaker(opened, target);
  let pending = Promise.resolve();
  try {
    for (const golden of selected(shared, site)) {
      const made = golden.byCommand ? await makeByCommand(opened, target, golden) : await library.make(golden);
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
  const usual = site.server === 'mysql' ? coursesOnMysql : courses;
  const all = goldens(shared, site, options.courses?.split(',') ?? usual);
  return all.filter(({ combination }) => !combinations || combinations.includes(combination));
}

async function holdBackup(shared, golden, made, totals) {
  const comparison = made.failure
    ? noComparison(made.failure)
    : exceptInPart(await compare(shared, golden, made.path), made.inPart ?? []);
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
