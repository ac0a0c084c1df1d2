import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { recognised } from '@coursekeep/errors';
import { runBackup, type BackupArguments } from './backup-command';
import { addDefinitions } from './commands/definitions-command';
import { addImport } from './commands/import-command';
import { addPlugins } from './commands/plugins-command';
import { addReadingCommands } from './commands/reading-commands';
import { addSchedules } from './commands/schedule-commands';
import { addRestore } from './commands/restore-command';
import { addStore } from './commands/store-command';
import { say } from './commands/tell-trouble';
import { ExitStatus } from './exit-status';
import { runServe, type ServeArguments } from './serve-command';

const siteHelp = 'the config.php of a Moodle site, or "embedded" for the demo site in the data folder';

/** Runs the command with the arguments that follow its name. Resolves with the exit status, null where the process goes on
 *  (`serve`). Never rejects: what went wrong is a sentence on standard error, with `--json` also an object on standard output. */
export async function run(argv: readonly string[]): Promise<ExitStatus | null> {
  let status: ExitStatus | null = ExitStatus.done;
  const program = new Command('coursekeep')
    .description('Backups of Moodle courses.')
    .option('--verbose', 'on failure, tells where in the program it happened')
    .showHelpAfterError('(coursekeep --help tells more)')
    .exitOverride();
  addBackup(program, async (given) => {
    status = await runBackup(given);
  });
  addServe(program, async (given) => {
    await runServe(given);
    status = null;
  });
  addImport(program, pair, (reached) => {
    status = reached;
  });
  addDefinitions(program, siteHelp, (reached) => {
    status = reached;
  });
  addPlugins(program, siteHelp, (reached) => {
    status = reached;
  });
  addRestore(program, (reached) => {
    status = reached;
  });
  addSchedules(program, (reached) => {
    status = reached;
  });
  addStore(program, (reached) => {
    status = reached;
  });
  addReadingCommands(program, pair, (reached) => {
    status = reached;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    return report(error, argv.includes('--json'));
  }
}

function addBackup(program: Command, action: (given: BackupArguments) => Promise<void>): void {
  program
    .command('backup')
    .description('Makes a backup of a course.')
    .option('--site <file>', `${siteHelp} (default: COURSEKEEP_SITE, else embedded)`)
    .requiredOption('--course <id>', 'id or short name of the course')
    .option('--user <username>', "who makes the backup (default: the site's main administrator)")
    .option('--set <name=value>', 'sets an option or any setting of Moodle, e.g. users=1; may be repeated', pair, {})
    .option('--settings <file>', 'takes the settings from a JSON file; --set wins')
    .addOption(new Option('--format <format>', 'form of the archive').choices(['tgz', 'zip']).default('tgz'))
    .requiredOption('--out <path>', 'file to write, or folder for a file with the name that Moodle would give it')
    .option('--json', 'prints one JSON object')
    .addHelpText('after', '\nExit status: 0 done, 3 done with losses that are named, 1 failed, 2 wrong usage.')
    .action(action);
}

function addServe(program: Command, action: (given: ServeArguments) => Promise<void>): void {
  program
    .command('serve')
    .description('Starts the service: web services, JSON API and portal.')
    .option('--site <file>', `${siteHelp} (COURSEKEEP_SITE)`)
    .option('--port <number>', 'port to listen on (COURSEKEEP_PORT)', port)
    .option('--host <address>', 'address to listen on (COURSEKEEP_HOST)')
    .option('--data <folder>', 'folder for the store and the backups (COURSEKEEP_DATA)')
    .option('--public-url <address>', 'address under which clients reach the service (COURSEKEEP_PUBLIC_URL)')
    .option('--tasks <number>', 'how many backups run at the same time (COURSEKEEP_TASKS)')
    .action(action);
}

function pair(text: string, before: Record<string, string>): Record<string, string> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('It must be NAME=VALUE, for example users=1.');
  return { ...before, [text.slice(0, equals)]: text.slice(equals + 1) };
}

function port(text: string): string {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return text;
  throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
}

function report(error: unknown, asJson: boolean): ExitStatus {
  // Commander has said it already; asking for help is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitStatus.done : ExitStatus.usage;
  say(error, asJson);
  return recognised(error).failure.exit;
}
