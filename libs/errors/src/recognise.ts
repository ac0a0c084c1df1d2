import { CoursekeepError, UnexpectedError } from './coursekeep-error';
import { FAILURES, failureCode, type FailureCode } from './failures';

/** What any error is to Coursekeep. Of an error and its causes the first that may pass counts (a full disk beneath an archive
 *  that cannot be written), else the error itself; what has no code here is unexpected. */
export function recognised(error: unknown): CoursekeepError {
  const codes = knownCodes(error);
  const code = codes.find((each) => FAILURES[each].kind === 'passing') ?? codes[0];
  if (error instanceof CoursekeepError && (code === undefined || code === error.code)) return error;
  if (code === undefined) return new UnexpectedError(error);
  return new CoursekeepError(code, messageOf(error, code), { cause: error });
}

/** An error in a line of the log: its message; of what nobody expected the stack as well. */
export function logText(error: unknown): string {
  const known = recognised(error);
  return known instanceof UnexpectedError ? known.trace : known.message;
}

const MAX_CAUSES = 10;

/** The codes of an error and its causes, outermost first, whoever gave them. */
export function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  let each: unknown = error;
  for (let depth = 0; each instanceof Error && depth < MAX_CAUSES; depth++, each = each.cause) {
    if ('code' in each && typeof each.code === 'string') codes.push(each.code);
  }
  return codes;
}

function knownCodes(error: unknown): FailureCode[] {
  return codesOf(error).flatMap((code) => failureCode(code) ?? []);
}

/** The system's own words are for developers; an error of ours says it better. */
function messageOf(error: unknown, code: FailureCode): string {
  if (error instanceof CoursekeepError) return error.message;
  if (code === 'disk-full') return 'The disk is full: make room in the data folder.';
  return error instanceof Error ? error.message : String(error);
}
