import { ExitStatus } from '../exit-status';

/** For commands whose exit status 1 is an answer: says what went wrong, and gives 2. */
export function tellTrouble(error: unknown, asJson: boolean): ExitStatus {
  const { message, code } = error as { message?: string; code?: string };
  process.stderr.write(`coursekeep: ${message ?? String(error)}\n`);
  if (asJson) process.stdout.write(`${JSON.stringify({ error: { code: code ?? 'failed', message } })}\n`);
  return ExitStatus.usage;
}
