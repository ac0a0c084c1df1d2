import { createWriteStream } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  activityText,
  type Backup,
  findActivity,
  inspectBackup,
  moduleWord,
  openBackup,
} from '@coursekeep/backup-reader';
import { BackupReadError } from '@coursekeep/archive';
import { chosenDefinitions } from '../chosen-definitions';
import { ExitStatus, UsageError } from '../exit-status';
import { prepareOutput } from '../output';
import { givenLimits } from './given-limits';
import { printInspection } from './print-inspection';
import { line, printable } from './printable';

export interface InspectArguments {
  readonly json?: boolean;
  readonly activity?: string;
  readonly extract?: string;
  readonly out?: string;
  readonly limit: Readonly<Record<string, string>>;
}

/** `coursekeep inspect`: what is in a backup, the text of one activity, or one file out of it. */
export async function runInspect(file: string, given: InspectArguments): Promise<ExitStatus> {
  if ((given.extract === undefined) !== (given.out === undefined)) {
    throw new UsageError('--extract PATH and --out FILE belong together.');
  }
  const registry = await chosenDefinitions();
  const backup = await openBackup(file, { limits: givenLimits(given.limit), registry });
  try {
    if (given.extract !== undefined && given.out !== undefined) await extract(backup, given.extract, given.out, given);
    else if (given.activity !== undefined) await tellActivity(backup, given.activity, given);
    else {
      const found = await inspectBackup(backup);
      process.stdout.write(given.json ? `${JSON.stringify(found)}\n` : printInspection(found));
    }
    return ExitStatus.done;
  } finally {
    await backup.close();
  }
}

async function tellActivity(backup: Backup, wanted: string, { json }: InspectArguments): Promise<void> {
  const activity = findActivity(backup, wanted);
  const pieces: unknown[] = [];
  if (!json) process.stdout.write(`${moduleWord(activity.modname)}: ${line(activity.title)}\n`);
  for await (const piece of activityText(backup, activity)) {
    if (json) {
      pieces.push(piece);
      continue;
    }
    const title = piece.level > 0 && piece.title ? `\n${line(piece.title)}\n` : '';
    const texts = piece.texts.map(({ text }) => `\n${printable(text)}\n`);
    process.stdout.write(`${title}${texts.join('')}`);
  }
  if (json) process.stdout.write(`${JSON.stringify({ activity, pieces })}\n`);
}

async function extract(backup: Backup, wanted: string, out: string, { json }: InspectArguments): Promise<void> {
  const { name, content } = await findContent(backup, wanted);
  const output = await prepareOutput(out);
  try {
    const temporary = join(output.workFolder, 'content');
    await pipeline(content, createWriteStream(temporary, { flags: 'wx', flush: true }));
    const path = await output.place(temporary, name);
    process.stdout.write(json ? `${JSON.stringify({ path })}\n` : `${line(path)}\n`);
  } finally {
    await output.clear();
  }
}

/** A file of the course or, failing that, an entry of the archive. */
async function findContent(backup: Backup, wanted: string): Promise<{ name: string; content: AsyncIterable<Buffer> }> {
  try {
    const file = await backup.findFile(wanted);
    return { name: plainName(file.filename), content: backup.content(file.contenthash) };
  } catch (error) {
    if (!(error instanceof BackupReadError) || error.code !== 'not-found') throw error;
    const isEntry = [...backup.entries()].some(({ path }) => path === wanted);
    if (!isEntry) throw error;
    return { name: plainName(basename(wanted)), content: backup.bytes(wanted) };
  }
}

/** A name that a stranger chose, for a folder of ours. */
const plainName = (name: string): string => name.replace(/[/\\:\u0000-\u001f]/g, '_').replace(/^\.+/, '') || 'file';
