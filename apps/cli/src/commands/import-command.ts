import { CoursekeepError } from '@coursekeep/errors';
import type { Command } from 'commander';
import { openBackup } from '@coursekeep/backup-reader';
import type { ReadLimits } from '@coursekeep/archive';
import type { ImportOptions, ImportResult } from '@coursekeep/course-import';
import { embeddedSite } from '../embedded-site';
import { chosenDefinitions } from '../chosen-definitions';
import { ExitStatus, UsageError } from '../exit-status';
import { embeddedAddress, embeddedFolder } from '../open-chosen-site';
import { progressBar } from '../progress-bar';
import { givenLimits } from './given-limits';
import { line } from './printable';

export interface ImportArguments {
  readonly site: string;
  readonly empty?: boolean;
  readonly into?: string;
  readonly json?: boolean;
  readonly limit: Readonly<Record<string, string>>;
}

type Parser = (text: string, before: Record<string, string>) => Record<string, string>;

/** `coursekeep import FILE --site embedded`. */
export function addImport(program: Command, pair: Parser, end: (status: ExitStatus) => void): void {
  program
    .command('import')
    .description('Makes a course of the embedded site from a backup, or adds a section or an activity to one.')
    .argument('<file>', 'the backup (.mbz)')
    .requiredOption('--site <site>', 'where to: only "embedded", for no Moodle is ever written to')
    .option(
      '--empty',
      'makes the embedded site anew without demo courses, in which every id is free; there must be none yet',
    )
    .option(
      '--into <course>',
      'the course for a backup of one section or one activity: id or short name; a new course by default',
    )
    .option('--json', 'prints one JSON object')
    .option('--limit <name=number>', 'raises or lowers a limit of the reader; may be repeated', pair, {})
    .addHelpText(
      'after',
      '\nExit status: 0 done, 3 done and something named, 1 failed (nothing changed), 2 wrong usage.',
    )
    .action(async (file: string, given: ImportArguments) => end(await runImport(file, given)));
}

/** Imports, and tells what could not be brought in. Rejects with what kept the whole from being imported. */
export async function runImport(file: string, given: ImportArguments): Promise<ExitStatus> {
  if (given.site !== 'embedded') {
    throw new UsageError(
      'Only the embedded site can be imported into (--site embedded): a Moodle is never written to.',
    );
  }
  const limits = givenLimits(given.limit);
  const registry = await chosenDefinitions();
  const stop = new AbortController();
  const abort = () => stop.abort();
  for (const signal of signals) process.once(signal, abort);
  const bar = progressBar(!given.json);
  try {
    const { importBackup } = await import('@coursekeep/course-import');
    const folder = await preparedSite(file, given.empty ?? false, limits);
    const options: ImportOptions = {
      limits,
      registry,
      into: given.into,
      signal: stop.signal,
      onProgress: ({ progress, step }) => bar.show(progress, step),
    };
    return tell(await importBackup(file, folder, options).finally(() => bar.end()), given.json ?? false);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    throw new CoursekeepError('cancelled', 'The import was cancelled: the site is as it was.', { cause: error });
  } finally {
    for (const signal of signals) process.off(signal, abort);
  }
}

const signals = ['SIGINT', 'SIGTERM'] as const;

/** The folder of the embedded site, which is made where it is not there yet: with the demo courses, or empty and of the
 *  backup's release of Moodle. */
async function preparedSite(file: string, empty: boolean, limits: Partial<ReadLimits>): Promise<string> {
  const folder = embeddedFolder();
  const { createEmbeddedSite, isEmbeddedSiteCurrent } = await embeddedSite();
  if (await isEmbeddedSiteCurrent(folder)) {
    if (!empty) return folder;
    throw new UsageError(
      `There is an embedded site in ${folder} already: leave --empty away, or name another COURSEKEEP_DATA.`,
    );
  }
  const wwwroot = embeddedAddress();
  const release = empty ? await releaseOf(file, limits) : undefined;
  await createEmbeddedSite(folder, { wwwroot, ...(empty ? { courses: 'none', release } : {}) });
  return folder;
}

async function releaseOf(file: string, limits: Partial<ReadLimits>): Promise<'4.5' | '5.1'> {
  const backup = await openBackup(file, { limits });
  try {
    return Number(backup.information.backupVersion) >= FIRST_OF_5 ? '5.1' : '4.5';
  } finally {
    await backup.close();
  }
}

/** The backup version of Moodle 5.0. */
const FIRST_OF_5 = 2025041400;

function tell({ courseId, shortname, findings, notes }: ImportResult, asJson: boolean): ExitStatus {
  if (asJson) process.stdout.write(`${JSON.stringify({ courseid: courseId, shortname, named: findings, notes })}\n`);
  else {
    process.stdout.write(`Course ${courseId} (${line(shortname)}) is in the embedded site.\n`);
    if (findings.length > 0) process.stdout.write('Not as it is in the backup:\n');
    for (const { count, message } of findings) process.stdout.write(`- ${count} × ${line(message)}\n`);
  }
  return findings.length > 0 ? ExitStatus.warnings : ExitStatus.done;
}
