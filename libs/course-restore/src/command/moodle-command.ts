import { commandAnswer } from './command-answer';
import { type CommandWords, commandWords } from './command-words';
import type { CommandOutcome, RestoreCommand } from './restore-command';
import { runBounded } from './run-bounded';

export interface MoodleCommandOptions {
  /** Milliseconds that one restore may take; default two hours. */
  readonly timeMs?: number;
  /** Milliseconds between asking the command to end and ending it. */
  readonly graceMs?: number;
}

/** Moodle's own `admin/cli/restore_backup.php`, run on this machine. */
export class MoodleCommand implements RestoreCommand {
  readonly isAtomic = false;

  private constructor(
    private readonly words: CommandWords,
    private readonly options: MoodleCommandOptions,
  ) {}

  /** From the setting COURSEKEEP_MOODLE_CLI. Throws RestoreError where that cannot be understood. */
  static of(setting: string, options: MoodleCommandOptions = {}): MoodleCommand {
    return new MoodleCommand(commandWords(setting), options);
  }

  async run(file: string, categoryId: number, signal?: AbortSignal): Promise<CommandOutcome> {
    const { timeMs = 2 * 60 * 60 * 1000, graceMs } = this.options;
    const { program, words } = this.words;
    const own = [`--file=${file}`, `--categoryid=${categoryId}`];
    const limits = { timeMs, signal, ...(graceMs === undefined ? {} : { graceMs }) };
    return commandAnswer(await runBounded(program, [...words, ...own], limits));
  }
}
