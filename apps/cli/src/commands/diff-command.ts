import { diffBackups, openBackup } from '@coursekeep/backup-reader';
import { chosenDefinitions } from '../chosen-definitions';
import { ExitStatus } from '../exit-status';
import { givenLimits } from './given-limits';
import { printDiff } from './print-diff';
import { tellTrouble } from './tell-trouble';

export interface DiffArguments {
  readonly json?: boolean;
  readonly limit: Readonly<Record<string, string>>;
}

/** `coursekeep diff`: what changed between two backups of a course. Exit status as of diff(1): 0 nothing, 1 something, 2
 *  trouble. */
export async function runDiff(before: string, after: string, given: DiffArguments): Promise<ExitStatus> {
  try {
    const limits = givenLimits(given.limit);
    const registry = await chosenDefinitions();
    const old = await openBackup(before, { limits, registry });
    try {
      const now = await openBackup(after, { limits, registry });
      try {
        const diff = await diffBackups(old, now);
        process.stdout.write(given.json ? `${JSON.stringify(diff)}\n` : printDiff(diff));
        return diff.changes.length === 0 ? ExitStatus.done : ExitStatus.failed;
      } finally {
        await now.close();
      }
    } finally {
      await old.close();
    }
  } catch (error) {
    return tellTrouble(error, given.json ?? false);
  }
}
