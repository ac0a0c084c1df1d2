import { CoursekeepError } from '@coursekeep/errors';

/** What the command tells its caller. `warnings` is of losses: a notice alone is no reason for a script to stop. */
export const ExitStatus = { done: 0, failed: 1, usage: 2, warnings: 3 } as const;
export type ExitStatus = (typeof ExitStatus)[keyof typeof ExitStatus];

/** The command was called in a way that cannot work; the message says what to change. */
export class UsageError extends CoursekeepError {
  constructor(message: string) {
    super('usage', message);
  }
}
