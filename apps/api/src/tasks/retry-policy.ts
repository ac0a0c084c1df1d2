import { failureByCode, recognised, UnexpectedError } from '@coursekeep/errors';

/** What ended an attempt, in a form that passes from process to process. */
export interface AttemptFailure {
  /** Of the table of failures; a backup process of another version may know one that this one does not. */
  readonly code: string;
  /** For people. */
  readonly message: string;
  /** For the log, where nobody expected it: its id and stack. */
  readonly trace: string | null;
}

/** The longest wait before another attempt, in milliseconds. */
export const LONGEST_WAIT_MS = 600_000;

/** How many milliseconds to wait before the next attempt, null where the task is to be given up. */
export function retryDelay(
  { code }: Pick<AttemptFailure, 'code'>,
  attempts: number,
  firstSeconds: number,
): number | null {
  if (attempts >= failureByCode(code).attempts) return null;
  return Math.min(firstSeconds * 1000 * 2 ** (attempts - 1), LONGEST_WAIT_MS);
}

/** What is known of an error, its causes included. */
export function attemptFailure(error: unknown): AttemptFailure {
  const known = recognised(error);
  return { code: known.code, message: known.message, trace: known instanceof UnexpectedError ? known.trace : null };
}
