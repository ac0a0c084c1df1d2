import { ExitStatus } from '../exit-status';

/** Says on standard error what went wrong, with `asJson` also as an object on standard output. */
export function say(error: unknown, asJson: boolean): void {
  const { message = String(error), code = 'failed' } = error as { message?: string; code?: string };
  const advice = code === 'limit-exceeded' ? ' If you trust the file, raise it with --limit NAME=NUMBER.' : '';
  process.stderr.write(`coursekeep: ${message}${advice}\n`);
  if (asJson) process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
}

/** For commands whose exit status 1 is an answer: says what went wrong, and gives 2. */
export function tellTrouble(error: unknown, asJson: boolean): ExitStatus {
  say(error, asJson);
  return ExitStatus.usage;
}
