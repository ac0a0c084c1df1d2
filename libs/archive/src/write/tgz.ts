import type { Writable } from 'node:stream';
import type { ArchiveEntry, ArchiveOptions, ArchiveSummary } from './archive';
import { writeOut } from './archive-output';
import { checkEntries } from './entry-check';
import { gzipMember } from './gzip-member';
import { deflateLevel } from './level';
import { checkFitsTar, tarStream } from './tar-stream';

/** Writes a backup in Moodle's default format, a gzipped tar with its index first, and ends `target`. Entries keep their
 *  order; sources are opened one at a time; memory does not grow with their size. The same entries give the same bytes.
 *  Rejects with ArchiveError for entries that do not fit the format or whose content is not what was said, with the
 *  source's or target's own error, or with an AbortError; then `target` is destroyed and what it holds is no archive. */
export async function writeTgz(
  entries: Iterable<ArchiveEntry>,
  target: Writable,
  options: ArchiveOptions = {},
): Promise<ArchiveSummary> {
  const list = [...entries];
  try {
    checkEntries(list);
    checkFitsTar(list);
    const bytes = gzipMember(tarStream(list, options), deflateLevel(options.level));
    return { entries: list.length, ...(await writeOut(bytes, target, options.signal)) };
  } catch (error) {
    target.destroy();
    throw error;
  }
}
