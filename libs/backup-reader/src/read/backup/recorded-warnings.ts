import { WARNINGS, warningKind, type WarningKind } from '@coursekeep/errors';

/** What the maker of a backup noted in its log: the backup is as it was made, and something is not in it, say. */
export interface RecordedWarning {
  /** One of WARNINGS; null where somebody else's words are not known. */
  readonly code: string | null;
  readonly kind: WarningKind;
  readonly message: string;
}

/** The path of the log in an archive, as Moodle names it. */
export const LOG_PATH = 'moodle_backup.log';

/** The warnings and errors in `moodle_backup.log`, ours and Moodle's own; the first ones where there are very many. */
export async function readRecordedWarnings(content: AsyncIterable<Buffer>): Promise<RecordedWarning[]> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of content) {
    // Read to its end all the same: what is left of an entry would keep the archive from being read on.
    if (size < MOST_BYTES) pieces.push(piece);
    size += piece.length;
  }
  const lines = Buffer.concat(pieces).subarray(0, MOST_BYTES).toString('utf8').split('\n');
  const noted = lines.flatMap((line) => /^\[[^\]]*\] \[(?:warn|error)\] (.+?)\s*$/.exec(line)?.[1] ?? []);
  return noted.slice(0, MOST_LISTED).map(recorded);
}

const MOST_BYTES = 1024 * 1024;
const MOST_LISTED = 1000;
const LONGEST = 4000;

function recorded(text: string): RecordedWarning {
  const message = text.slice(0, LONGEST);
  const code = codeOf(message);
  return { code, kind: code === null ? 'loss' : warningKind(code), message };
}

/** A line of the log begins with the sentence of its code; of a lost content it has Moodle's own words. */
function codeOf(message: string): string | null {
  if (message.startsWith('Missing file in pool:')) return 'content-missing';
  const found = Object.entries(WARNINGS).find(([, sentence]) => message.startsWith(sentence));
  return found?.[0] ?? null;
}
