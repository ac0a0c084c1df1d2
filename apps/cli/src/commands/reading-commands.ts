import { Option, type Command } from 'commander';
import type { ExitStatus } from '../exit-status';
import { type DiffArguments, runDiff } from './diff-command';
import { type InspectArguments, runInspect } from './inspect-command';
import { runVerify, type VerifyArguments } from './verify-command';

type Parser = (text: string, before: Record<string, string>) => Record<string, string>;

/** The commands that look into backup files: inspect, verify, diff. */
export function addReadingCommands(program: Command, pair: Parser, end: (status: ExitStatus) => void): void {
  const limit = () =>
    new Option('--limit <name=number>', 'raises or lowers a limit of the reader, e.g. entries=1000000; may be repeated')
      .argParser(pair)
      .default({}, 'what no honest backup needs');
  program
    .command('inspect')
    .description('Tells what is in a backup.')
    .argument('<file>', 'the backup (.mbz)')
    .option('--activity <name>', 'prints the text of one activity, e.g. page_42')
    .option('--extract <path>', 'brings out one file by the path that the course shows, or by its SHA-1')
    .option('--out <file>', 'where the extracted file goes')
    .option('--json', 'prints one JSON object')
    .addOption(limit())
    .action(async (file: string, given: InspectArguments) => end(await runInspect(file, given)));
  program
    .command('verify')
    .description('Checks whether a backup is whole.')
    .argument('<file>', 'the backup (.mbz)')
    .option('--json', 'prints one JSON object')
    .addOption(limit())
    .addHelpText('after', '\nExit status: 0 whole, 1 damaged, 2 not readable.')
    .action(async (file: string, given: VerifyArguments) => end(await runVerify(file, given)));
  program
    .command('diff')
    .description('Tells what changed in a course between two backups.')
    .argument('<before>', 'the earlier backup (.mbz)')
    .argument('<after>', 'the later backup (.mbz)')
    .option('--json', 'prints one JSON object')
    .addOption(limit())
    .addHelpText('after', '\nExit status: 0 nothing changed, 1 something, 2 trouble.')
    .action(async (before: string, after: string, given: DiffArguments) => end(await runDiff(before, after, given)));
}
