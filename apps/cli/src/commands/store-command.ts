import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { ExitStatus, UsageError } from '../exit-status';
import { counted, line } from './printable';

export interface MigrateArguments {
  readonly from: string;
  readonly json?: boolean;
}

/** The service's part of it: a program does not import another. */
interface TakeOver {
  takeOver(file: string): Promise<{ readonly place: string; readonly rows: Readonly<Record<string, number>> }>;
}

/** `coursekeep store migrate --from sqlite:PATH`. */
export function addStore(program: Command, end: (status: ExitStatus) => void): void {
  program
    .command('store')
    .description('Looks after the store of the service.')
    .command('migrate')
    .description('Copies a store into the empty database that COURSEKEEP_DATABASE_URL names. Stop the service first.')
    .requiredOption('--from <sqlite:file>', 'the store.sqlite of a data folder, which stays as it is')
    .option('--json', 'prints one JSON object')
    .addHelpText('after', '\nExit status: 0 done, 1 nothing was copied, 2 wrong usage.')
    .action(async (given: MigrateArguments) => end(await runMigrate(given)));
}

/** Copies a store and says what was copied. Rejects where nothing was. */
export async function runMigrate({ from, json = false }: MigrateArguments): Promise<ExitStatus> {
  const file = /^sqlite:(.+)$/s.exec(from)?.[1];
  if (file === undefined)
    throw new UsageError('--from must be sqlite: and the path of a store, as sqlite:/srv/data/store.sqlite.');
  const { takeOver } = createRequire(__filename)('@coursekeep/api/take-over') as TakeOver;
  const { place, rows } = await takeOver(resolve(file));
  const { backup = 0, task = 0, ...others } = rows;
  const rest = Object.values(others).reduce((sum, count) => sum + count, 0);
  const text = `${place} has taken ${counted(backup, 'backup')}, ${counted(task, 'task')} and ${counted(rest, 'other row')}.`;
  process.stdout.write(json ? `${JSON.stringify({ rows })}\n` : `${line(text)}\n`);
  return ExitStatus.done;
}
