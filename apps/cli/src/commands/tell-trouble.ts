import { CoursekeepError, recognised, UnexpectedError } from '@coursekeep/errors';
import { ExitStatus } from '../exit-status';

/** Says on standard error what went wrong, with `asJson` also as an object on standard output. What nobody expected has its
 *  stack with it: whoever reads this can tell a developer. */
export function say(error: unknown, asJson: boolean): void {
  const { code, message } = error instanceof CoursekeepError ? error : inWords(error);
  const advice = code === 'limit-exceeded' ? ' If you trust the file, raise it with --limit NAME=NUMBER.' : '';
  process.stderr.write(`coursekeep: ${message}${advice}\n`);
  if (code === 'unexpected' || process.argv.includes('--verbose')) process.stderr.write(`${stackOf(error)}\n`);
  if (asJson) process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
}

/** For commands whose exit status 1 is an answer: says what went wrong, and gives 2. */
export function tellTrouble(error: unknown, asJson: boolean): ExitStatus {
  say(error, asJson);
  return ExitStatus.usage;
}

function inWords(error: unknown): { readonly code: string; readonly message: string } {
  const known = recognised(error);
  if (!(known instanceof UnexpectedError)) return known;
  const said = error instanceof Error ? error.message : String(error);
  return { code: known.code, message: `Something went wrong that nobody expected: ${said}` };
}

/** The stack, and those of the causes. */
function stackOf(error: unknown): string {
  const lines: string[] = [];
  let each: unknown = error;
  for (let depth = 0; each instanceof Error && depth < 10; depth++, each = each.cause) {
    lines.push(`${depth > 0 ? 'because of ' : ''}${each.stack ?? each.message}`);
  }
  return lines.join('\n');
}
