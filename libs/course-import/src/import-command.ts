import type { CommandOutcome, RestoreCommand } from '@coursekeep/course-restore';
import { recognised } from '@coursekeep/errors';
import { importBackup } from './import-backup';

/** The importer as who restores: on the embedded site it does what Moodle's own command does on a Moodle. All or nothing: there
 *  is never a half course. */
export class ImportCommand implements RestoreCommand {
  readonly isAtomic = true;

  /** `folder`: that of the embedded site. */
  constructor(private readonly folder: string) {}

  async run(file: string, categoryId: number, signal?: AbortSignal): Promise<CommandOutcome> {
    try {
      const { courseId, findings } = await importBackup(file, this.folder, { categoryId, ...(signal && { signal }) });
      return {
        kind: 'made',
        courseId,
        output: findings.map(({ count, message }) => `${count} × ${message}`).join('\n'),
      };
    } catch (error) {
      if (signal?.aborted)
        return { kind: 'not-made', code: 'cancelled', reason: 'The restore was cancelled.', said: null, output: '' };
      const { code, message } = recognised(error);
      return { kind: 'not-made', code, reason: message, said: null, output: message };
    }
  }
}
