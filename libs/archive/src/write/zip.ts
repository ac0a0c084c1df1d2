import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import type { Archiver } from 'archiver';
import type { ArchiveEntry, ArchiveOptions, ArchiveSummary, FileEntry } from './archive';
import { writeOut } from './archive-output';
import { checkEntries } from './entry-check';
import { entryContent } from './entry-content';
import { deflateLevel } from './level';
import { FIXED_MTIME } from './tar-header';

/** Writes a backup as zip (zip64 where it must be), the format of Moodle sites with `usezipbackups`: no index, `text`
 *  deflated, `stored` as it is. Everything else as writeTgz. */
export async function writeZip(
  entries: Iterable<ArchiveEntry>,
  target: Writable,
  options: ArchiveOptions = {},
): Promise<ArchiveSummary> {
  const list = [...entries];
  try {
    checkEntries(list);
    // Loaded here, for it takes as long as a small backup, and most sites never need it.
    const { default: archiver } = await import('archiver');
    const archive = archiver('zip', { zlib: { level: deflateLevel(options.level) } });
    const bytes = zipBytes(archive, list, options);
    return { entries: list.length, ...(await writeOut(bytes, target, options.signal)) };
  } catch (error) {
    target.destroy();
    throw error;
  }
}

/** Archiver makes the bytes while it is fed; a failure of the feeding is a failure of the stream that is read. */
async function* zipBytes(
  archive: Archiver,
  entries: readonly ArchiveEntry[],
  options: ArchiveOptions,
): AsyncGenerator<Buffer> {
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  feed(archive, entries, { ...options, signal }).catch((error: Error) => archive.destroy(error));
  try {
    yield* archive;
  } finally {
    stop.abort();
    archive.destroy();
  }
}

/** One entry after the other: each is awaited, so that only one source is open and the first failure stops it all. */
async function feed(
  archive: Archiver,
  entries: readonly ArchiveEntry[],
  options: ArchiveOptions & { signal: AbortSignal },
): Promise<void> {
  let taken = 0;
  const count = (bytes: number) => options.onProgress?.((taken += bytes));
  for (const entry of entries) {
    options.signal.throwIfAborted();
    const added = once(archive, 'entry', { signal: options.signal });
    if (entry.kind === 'directory') {
      archive.append('', { name: entry.path, date: new Date(FIXED_MTIME * 1000), mode: 0o755 });
      await added;
    } else {
      await Promise.all([added, appendFile(archive, entry, options.signal, count)]);
    }
  }
  await archive.finalize();
}

/** Archiver does not see its sources fail: the failure is turned into a rejection here. */
function appendFile(
  archive: Archiver,
  entry: FileEntry,
  signal: AbortSignal,
  count: (bytes: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const source = Readable.from(counted(entryContent(entry, signal), count), { objectMode: false });
    source.once('error', reject).once('close', resolve);
    archive.append(source, {
      name: entry.path,
      date: new Date(entry.mtime * 1000),
      mode: 0o644,
      store: entry.content === 'stored',
    });
  });
}

async function* counted(source: AsyncIterable<Buffer>, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    yield chunk;
    count(chunk.length);
  }
}
