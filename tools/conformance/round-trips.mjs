import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../workspace/repository.mjs';
import { forgiveNumbers } from './anonymised.mjs';
import { agrees, compare, noComparison } from './compare.mjs';
import { withoutNamed } from './named-parts.mjs';
import { heading, tableRow } from './table.mjs';
import { problemOf } from './verified.mjs';

/** The settings under which `npm run conformance` takes every course of every site on a round trip. */
export const ROUND_TRIP_COMBINATIONS = ['all', 'anonymize', 'default', 'no_activities', 'no_files', 'no_groups'];

/**
 * Imports each of Moodle's own backups into a fresh embedded site without courses (of the same release of Moodle), backs
 * the course up again under the same settings, and holds the result against Moodle's: nothing may differ but what the
 * import named; `coursekeep diff` of the two says that nothing changed, and `verify` that ours is whole.
 * @param {{ show: number | string, named?: boolean, out?: string }} options files listed of each; what the import named in
 *   full; where failed ones are kept
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function holdRoundTrips(shared, selected, options) {
  const target = options.out ?? mkdtempSync(join(tmpdir(), 'coursekeep-round-trip-'));
  const totals = { passed: 0, failed: 0 };
  process.stdout.write(`${heading}   named\n`);
  try {
    for (const golden of selected)
      await hold(
        shared,
        golden,
        join(target, `${golden.site}.${golden.course}.${golden.combination}`),
        totals,
        options,
      );
  } finally {
    if (!options.out) rmSync(target, { recursive: true, force: true });
  }
  return totals;
}

async function hold(shared, golden, folder, totals, { show, named: listNamed }) {
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
    if (golden.requested.anonymize) comparison = await forgiveNumbers(comparison, theirs, ours);
    const all = await changesBetween(theirs, ours);
    // Anonymised people are numbered anew (see anonymised.mjs).
    const changes = golden.requested.anonymize ? all.filter((message) => !message.startsWith('Participant ')) : all;
    if (agrees(comparison) && changes.length > 0) comparison.failure = `coursekeep diff: ${changes.join('; ')}`;
    comparison.failure ??= await problemOf(made.path);
  } catch (error) {
    comparison = noComparison(error?.stack ?? String(error));
  }
  const passed = agrees(comparison);
  totals[passed ? 'passed' : 'failed'] += 1;
  process.stdout.write(`${tableRow(golden, comparison, passed, Number(show))}${namedColumn(named, listNamed)}\n`);
  if (passed) rmSync(folder, { recursive: true, force: true });
}

function namedColumn(named, listed) {
  if (!listed) return named.length > 0 ? `   ${named.length}` : '';
  return named.map(({ count, message }) => `\n      named ${count} × ${message}`).join('');
}

/** Imports a backup into a site of its own and backs it up again. */
async function roundTrip(golden, folder) {
  const require = createRequire(join(repository, 'apps', 'cli', 'package.json'));
  const { openSite, openBackup, BackupController } = require('@coursekeep/backup-engine');
  const { createEmbeddedSite } = require('@coursekeep/embedded-site');
  const { importBackup } = require('@coursekeep/course-import');
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
