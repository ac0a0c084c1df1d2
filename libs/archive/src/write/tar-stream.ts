import type { ArchiveEntry } from './archive';
import { archiveIndex, INDEX_PATH } from './archive-index';
import type { BytePiece } from './deflate-block';
import { entryContent } from './entry-content';
import { FIXED_MTIME, TAR_BLOCK, tarHeader, tarPadding } from './tar-header';

/** Moodle's tar of these entries, its index first, as pieces of bytes with a hint whether compressing them pays. */
export async function* tarStream(
  entries: readonly ArchiveEntry[],
  options: { signal?: AbortSignal | undefined; onProgress?: ((bytes: number) => void) | undefined } = {},
): AsyncGenerator<BytePiece> {
  yield* indexEntry(entries);
  let taken = 0;
  for (const entry of entries) {
    options.signal?.throwIfAborted();
    yield text(entryHeader(entry));
    if (entry.kind === 'directory') continue;
    const stored = entry.content === 'stored' && entry.size >= SMALLEST_STORED;
    for await (const bytes of entryContent(entry, options.signal)) {
      yield { bytes, stored };
      taken += bytes.length;
      options.onProgress?.(taken);
    }
    yield text(tarPadding(entry.size));
  }
  yield text(Buffer.alloc(2 * TAR_BLOCK));
}

/** Throws ArchiveError for the first entry that ustar cannot describe: before the first byte, not after gigabytes. */
export function checkFitsTar(entries: readonly ArchiveEntry[]): void {
  for (const entry of entries) entryHeader(entry);
}

// Below this the switch between compressed and stored blocks costs more than compressing in vain.
const SMALLEST_STORED = 16 * 1024;

function* indexEntry(entries: readonly ArchiveEntry[]): Generator<BytePiece> {
  const pieces = archiveIndex(entries);
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  yield text(tarHeader({ path: INDEX_PATH, size, mtime: FIXED_MTIME }));
  yield* pieces.map(text);
  yield text(tarPadding(size));
}

function entryHeader(entry: ArchiveEntry): Buffer {
  return tarHeader(entry.kind === 'file' ? entry : { path: entry.path, size: 0, mtime: FIXED_MTIME });
}

function text(bytes: Buffer): BytePiece {
  return { bytes, stored: false };
}
