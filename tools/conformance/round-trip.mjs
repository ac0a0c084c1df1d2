#!/usr/bin/env node
// node tools/conformance/round-trip.mjs [--sites A,B --courses A,B --combinations A,B --show N --named --out FOLDER --built]
//
// Imports each of Moodle's own backups into a fresh embedded site without courses (of the same release of Moodle), backs
// the course up again under the same settings, and holds the result against Moodle's: nothing may differ but what the
// import named; and `coursekeep diff` of the two says that nothing changed. Needs the folder `shared`, and no database server.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../workspace/build.mjs';
import { ensureInstalled } from '../workspace/install.mjs';
import { main } from '../workspace/problem.mjs';
import { repository } from '../workspace/repository.mjs';
import { agrees, compare, noComparison } from './compare.mjs';
import { withoutNamed } from './named-parts.mjs';
import { courses, goldens, sharedFolder, sites } from './sites.mjs';
import { heading, tableRow } from './table.mjs';

const { values: options } = parseArgs({
  options: {
    sites: { type: 'string', default: sites.map(({ name }) => name).join(',') },
    courses: { type: 'string', default: courses.join(',') },
    combinations: { type: 'string' },
    show: { type: 'string', default: '5' },
    out: { type: 'string' },
    named: { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
  },
});

await main(async () => {
  const shared = sharedFolder();
  if (!shared) {
    process.stdout.write('Round trips are skipped: the folder with the sample sites is absent (../shared)\n');
    process.stdout.write('0 passed, 0 failed\n');
    return 0;
  }
  if (!options.built) {
    await ensureInstalled();
    await ensureBuilt();
  }
  const target = options.out ?? mkdtempSync(join(tmpdir(), 'coursekeep-round-trip-'));
  const totals = { passed: 0, failed: 0 };
  process.stdout.write(`${heading}   named\n`);
  try {
    for (const golden of selected(shared))
      await hold(shared, golden, join(target, `${golden.site}.${golden.course}.${golden.combination}`), totals);
  } finally {
    if (!options.out) rmSync(target, { recursive: true, force: true });
  }
  process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
  return totals.failed === 0 && totals.passed > 0 ? 0 : 1;
});

function selected(shared) {
  const chosen = sites.filter(({ name }) => options.sites.split(',').includes(name));
  const all = chosen.flatMap((site) => goldens(shared, site, options.courses.split(',')));
  const combinations = options.combinations?.split(',');
  return all.filter(({ combination }) => !combinations || combinations.includes(combination));
}

async function hold(shared, golden, folder, totals) {
  let named = [];
  let comparison;
  try {
    const made = await roundTrip(golden, folder);
    named = made.findings;
    const parts = [...made.findings, ...made.notes];
    const [theirs, ours] = [join(folder, 'theirs.tgz'), join(folder, 'ours.tgz')];
    await withoutNamed(golden.golden, parts, theirs);
    await withoutNamed(made.path, parts, ours);
    comparison = await compare(shared, { ...golden, golden: theirs, format: 'tgz' }, ours);
    const all = await changesBetween(theirs, ours);
    // Anonymised people are numbered anew, in an order that is none (see anonymised.mjs, which `compare` asks).
    const changes = golden.requested.anonymize ? all.filter((message) => !message.startsWith('Participant ')) : all;
    if (agrees(comparison) && changes.length > 0) comparison.failure = `coursekeep diff: ${changes.join('; ')}`;
  } catch (error) {
    comparison = noComparison(error?.stack ?? String(error));
  }
  const passed = agrees(comparison);
  totals[passed ? 'passed' : 'failed'] += 1;
  process.stdout.write(`${tableRow(golden, comparison, passed, Number(options.show))}${namedColumn(named)}\n`);
  if (passed) rmSync(folder, { recursive: true, force: true });
}

function namedColumn(named) {
  if (!options.named) return named.length > 0 ? `   ${named.length}` : '';
  return named.map(({ count, message }) => `\n      named ${count} × ${message}`).join('');
}

/** Imports a backup into a site of its own and backs it up again. */
async function roundTrip(golden, folder) {
  const require = createRequire(join(repository, 'apps', 'cli', 'package.json'));
  const { openSite, openBackup, BackupController } = require('@coursekeep/backup-engine');
  const { createEmbeddedSite, importBackup } = require('@coursekeep/embedded-site');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { wwwroot, backupRelease } = await informationOf(openBackup, golden.golden);
  const { folder: siteFolder, configFile } = await createEmbeddedSite(join(folder, 'site'), {
    wwwroot,
    courses: 'none',
    release: backupRelease,
  });
  const { courseId, findings, notes } = await importBackup(golden.golden, siteFolder);
  const site = await openSite(configFile);
  try {
    const userId = Number((await site.setting(null, 'siteadmins')).split(',')[0]);
    const request = { site, courseId, userId, mode: 'general', settings: golden.requested, format: golden.format };
    const controller = await BackupController.create(request);
    const { path } = await controller.execute(folder);
    return { path, findings, notes };
  } finally {
    await site.close();
  }
}

/** What `coursekeep diff` says that has changed, which must be nothing. */
async function changesBetween(before, after) {
  const require = createRequire(join(repository, 'apps', 'cli', 'package.json'));
  const { openBackup, diffBackups } = require('@coursekeep/backup-engine');
  const [one, two] = [await openBackup(before), await openBackup(after)];
  try {
    return (await diffBackups(one, two)).changes.map(({ message }) => message);
  } finally {
    await one.close();
    await two.close();
  }
}

async function informationOf(openBackup, file) {
  const backup = await openBackup(file);
  try {
    return backup.information;
  } finally {
    await backup.close();
  }
}
