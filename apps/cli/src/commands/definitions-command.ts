import type { Command } from 'commander';
import type { ExitStatus } from '../exit-status';
import { type CheckArguments, runCheck } from './check-definitions';
import { type ListArguments, runList } from './list-definitions';

/** `coursekeep definitions list` and `coursekeep definitions check FILE`. */
export function addDefinitions(program: Command, siteHelp: string, end: (status: ExitStatus) => void): void {
  const definitions = program
    .command('definitions')
    .description('Tells which definitions there are, and checks definitions of your own.');
  definitions
    .command('list')
    .description('Lists the definitions that backups are made from, with those that COURSEKEEP_DEFINITIONS names.')
    .option('--json', 'prints one JSON object')
    .action(async (given: ListArguments) => end(await runList(given)));
  definitions
    .command('check')
    .description('Checks definitions: names that there are not, and with a site its tables and columns.')
    .argument('<file>', 'a module, a folder of modules, or an npm package; several are separated by commas')
    .option('--site <file>', `${siteHelp} (default: no site is asked)`)
    .option('--json', 'prints one JSON object')
    .addHelpText(
      'after',
      '\nExit status: 0 all is well, 3 some columns of the site are in no backup, 1 a definition is wrong, 2 wrong usage, or the file or site cannot be used.',
    )
    .action(async (file: string, given: CheckArguments) => end(await runCheck(file, given)));
}
