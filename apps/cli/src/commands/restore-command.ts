import { type Command, InvalidArgumentError } from 'commander';
import { makeWritableFolder } from '@coursekeep/archive';
import type { RestoreCommand, RestorePreview, RestoreResult } from '@coursekeep/course-restore';
import { siteFacts, siteText, type Site } from '@coursekeep/moodle-site';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ExitStatus, UsageError } from '../exit-status';
import { chosenUser, embeddedFolder, isEmbedded, openChosenSite } from '../open-chosen-site';
import { progressBar } from '../progress-bar';
import { line } from './printable';

export interface RestoreArguments {
  readonly category: number;
  readonly site?: string;
  readonly user?: string;
  readonly fullname?: string;
  readonly shortname?: string;
  readonly visible?: boolean;
  readonly preview?: boolean;
  readonly json?: boolean;
}

/** `coursekeep restore FILE --category N`. */
export function addRestore(program: Command, end: (status: ExitStatus) => void): void {
  program
    .command('restore')
    .description("Makes a new course from a backup, by Moodle's own restore command (COURSEKEEP_MOODLE_CLI).")
    .argument('<file>', 'the backup (.mbz)')
    .requiredOption('--category <id>', 'the category into which the course goes', id)
    .option('--site <file>', 'the config.php of a Moodle site, or "embedded" (default: COURSEKEEP_SITE, else embedded)')
    .option(
      '--user <username>',
      "for whom: what she may not restore by hand is refused (default: the site's main administrator)",
    )
    .option('--fullname <name>', 'full name of the new course (default: the old one, “restored”, and the day)')
    .option('--shortname <name>', 'short name of the new course (default: the old one and the day)')
    .option('--visible', 'shows the new course to its people at once; it is hidden by default')
    .option('--preview', 'tells what would be restored and what stands in its way, and restores nothing')
    .option('--json', 'prints one JSON object')
    .addHelpText('after', '\nExit status: 0 done, 3 done and something named, 1 failed or refused, 2 wrong usage.')
    .action(async (file: string, given: RestoreArguments) => end(await runRestore(file, given)));
}

/** Restores, or previews it, and tells how it went. Rejects with what kept it from being done. */
export async function runRestore(file: string, given: RestoreArguments): Promise<ExitStatus> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  for (const signal of signals) process.once(signal, abort);
  const workFolder = await handOverFolder();
  try {
    const site = await openChosenSite(given.site);
    const bar = progressBar(!given.json);
    try {
      const { previewRestore, restoreCourse } = await import('@coursekeep/course-restore');
      const { category: categoryId, fullname, shortname, visible } = given;
      const userId = (await chosenUser(site, given.user)).id;
      const wish = { file: resolve(file), categoryId, userId, fullname, shortname, visible };
      const options = { workFolder, now: new Date(), signal: stop.signal };
      if (given.preview) return tellPreview(await previewRestore(site, wish, options), given.json ?? false);
      const onStep = ({ phase, share }: { phase: string; share: number }) => bar.show(share, STEPS[phase] ?? phase);
      const command = await chosenCommand(given.site);
      const result = await restoreCourse(site, wish, command, { ...options, onStep, copyMode: 0o644 });
      bar.end();
      return tell(result, site, given.json ?? false);
    } finally {
      bar.end();
      await site.close();
    }
  } finally {
    for (const signal of signals) process.off(signal, abort);
    await rm(workFolder, { recursive: true, force: true });
  }
}

const signals = ['SIGINT', 'SIGTERM'] as const;

const STEPS: Readonly<Record<string, string>> = {
  checking: 'Checking',
  copying: 'Preparing',
  restoring: 'Restoring',
  counting: 'Counting',
};

/** A folder of our own. Who runs Moodle reads a file in it by a name that nobody can guess, and nobody can list it. */
async function handOverFolder(): Promise<string> {
  const parent = process.env.COURSEKEEP_RESTORE_FOLDER || tmpdir();
  await makeWritableFolder(parent);
  const folder = await mkdtemp(join(parent, 'coursekeep-restore-'));
  await chmod(folder, 0o711);
  return folder;
}

async function chosenCommand(site: string | undefined): Promise<RestoreCommand> {
  if (isEmbedded(site)) {
    const { ImportCommand } = await import('@coursekeep/course-import');
    return new ImportCommand(embeddedFolder());
  }
  const setting = process.env.COURSEKEEP_MOODLE_CLI ?? '';
  if (setting === '')
    throw new UsageError(
      "Nothing says how Moodle's own restore command is run: set COURSEKEEP_MOODLE_CLI, e.g. to “sudo -u www-data php /var/www/moodle”.",
    );
  const { MoodleCommand } = await import('@coursekeep/course-restore');
  return MoodleCommand.of(setting);
}

function tellPreview(preview: RestorePreview, asJson: boolean): ExitStatus {
  const { course, obstacles, notes, counts } = preview;
  if (asJson) process.stdout.write(`${JSON.stringify(preview)}\n`);
  else {
    process.stdout.write(
      `“${line(course.fullname)}” (${line(course.shortname)}) in “${line(course.categoryName)}”, ${course.visible ? 'visible' : 'hidden'}\n`,
    );
    for (const [kind, number] of Object.entries(counts)) if (number > 0) process.stdout.write(`  ${number} ${kind}\n`);
    for (const note of notes) process.stdout.write(`- ${line(note)}\n`);
    for (const { message } of obstacles) process.stdout.write(`! ${line(message)}\n`);
  }
  if (obstacles.length > 0) return ExitStatus.failed;
  return notes.length > 0 ? ExitStatus.warnings : ExitStatus.done;
}

function tell({ course, arrivals, warnings }: RestoreResult, site: Site, asJson: boolean): ExitStatus {
  const url = `${site.config.wwwroot}/course/view.php?id=${course.id}`;
  if (asJson) {
    const { id, fullname, shortname, categoryId, visible } = course;
    const facts = { courseid: id, fullname, shortname, categoryid: categoryId, visible, url, arrivals, warnings };
    process.stdout.write(`${JSON.stringify({ ...facts, site: siteFacts(site) })}\n`);
  } else {
    for (const warning of warnings) process.stderr.write(`warning: ${line(warning)}\n`);
    process.stdout.write(`Course ${course.id} (${line(course.shortname)}) is at ${url}\non ${siteText(site)}\n`);
  }
  return warnings.length > 0 ? ExitStatus.warnings : ExitStatus.done;
}

function id(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be the id of a category, a whole number.');
}
