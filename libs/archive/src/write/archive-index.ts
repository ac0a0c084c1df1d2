import type { ArchiveEntry } from './archive';

export const INDEX_PATH = '.ARCHIVE_INDEX';

/** Moodle's list of contents, the first entry of every tgz: a count, then path, type, size and time of each entry in
 *  the archive's order. In pieces, for a large course has a large list. */
export function archiveIndex(entries: readonly ArchiveEntry[]): Buffer[] {
  const pieces: Buffer[] = [];
  let text = `Moodle archive file index. Count: ${entries.length}\n`;
  for (const entry of entries) {
    text +=
      entry.kind === 'directory' ? `${entry.path}\td\t0\t?\n` : `${entry.path}\tf\t${entry.size}\t${entry.mtime}\n`;
    if (text.length < PIECE) continue;
    pieces.push(Buffer.from(text));
    text = '';
  }
  if (text) pieces.push(Buffer.from(text));
  return pieces;
}

const PIECE = 64 * 1024;
