import { RestoreError } from '../restore-error';

/** The program that restores, and the words before its own arguments. */
export interface CommandWords {
  readonly program: string;
  readonly words: readonly string[];
}

/** Reads the setting COURSEKEEP_MOODLE_CLI: how PHP is run, and last the folder of Moodle's code
 *  (`sudo -u www-data php /var/www/moodle`). Words are separated by blanks; quotes hold one together. No shell ever sees
 *  them, so what a shell would act on (`;`, `$`, `|`) is only text. Throws RestoreError where it is not of this form. */
export function commandWords(setting: string): CommandWords {
  const words = [...setting.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
  const folder = words.pop() ?? '';
  const [program, ...rest] = words;
  if (program === undefined || program === '' || !/^([/\\]|[A-Za-z]:)/.test(folder) || setting.includes('\0'))
    throw new RestoreError(
      'restore-command-unusable',
      `COURSEKEEP_MOODLE_CLI must say how PHP is run and, last, the whole path of Moodle's folder: sudo -u www-data php /var/www/moodle. It is ${JSON.stringify(setting)}.`,
    );
  return { program, words: [...rest, `${folder.replace(/[/\\]+$/, '')}/admin/cli/restore_backup.php`] };
}
