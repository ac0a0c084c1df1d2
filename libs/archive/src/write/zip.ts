import type { Writable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { ArchiveEntry, ArchiveOptions, ArchiveSummary, FileEntry } from './archive';
import { writeOut } from './archive-output';
import { type BytePiece, cutBlocks, encodeBlock, FINAL_BLOCK } from './deflate-block';
import { checkEntries } from './entry-check';
import { entryContent } from './entry-content';
import { deflateLevel } from './level';
import { type Part, sideBySide } from './side-by-side';
import { FIXED_MTIME } from './tar-header';
import { centralDirectory, dataDescriptor, localRecord, type ZipEntry } from './zip-record';

/** Writes a backup as zip (zip64 where it must be), the format of Moodle sites with `usezipbackups`: no index. Every file is
 *  deflated, what is `stored` by blocks that hold it as it is: a reader that cannot seek finds the end of a deflated file by
 *  itself, and of one without compression it does not. Everything else as writeTgz. */
export async function writeZip(
  entries: Iterable<ArchiveEntry>,
  target: Writable,
  options: ArchiveOptions = {},
): Promise<ArchiveSummary> {
  const list = [...entries];
  try {
    checkEntries(list);
    const bytes = sideBySide(new ZipParts(deflateLevel(options.level), options).of(list));
    return { entries: list.length, ...(await writeOut(bytes, target, options.signal)) };
  } catch (error) {
    target.destroy();
    throw error;
  }
}

/** An archive while it is written: where it stands, and what its directory will say. */
class ZipParts {
  private readonly directory: ZipEntry[] = [];
  private written = 0;
  private taken = 0;

  constructor(
    private readonly level: number,
    private readonly options: ArchiveOptions,
  ) {}

  async *of(entries: readonly ArchiveEntry[]): AsyncGenerator<Part> {
    for (const entry of entries) {
      this.options.signal?.throwIfAborted();
      if (entry.kind === 'directory') yield () => this.folder(entry.path);
      else yield* this.file(entry);
    }
    yield () => [...centralDirectory(this.directory, this.written)];
  }

  private folder(path: string): Buffer[] {
    const entry = { path, isDirectory: true, mtime: FIXED_MTIME, size: 0 };
    this.directory.push({ ...entry, packed: 0, crc: 0, offset: this.written });
    return this.count([localRecord(entry)]);
  }

  private async *file(entry: FileEntry): AsyncGenerator<Part> {
    const { path, mtime, size } = entry;
    let [crc, offset] = [0, 0];
    yield () => {
      offset = this.written;
      return this.count([localRecord({ path, isDirectory: false, mtime, size })]);
    };
    let packed = 0;
    for await (const block of cutBlocks(this.pieces(entry))) {
      crc = crc32(block.data, crc);
      const made = encodeBlock(block, this.level).then((bytes) => {
        for (const { length } of bytes) packed += length;
        return bytes;
      });
      yield { made };
    }
    const sum = crc;
    yield () => {
      packed += FINAL_BLOCK.length;
      this.written += packed - FINAL_BLOCK.length;
      this.directory.push({ path, isDirectory: false, mtime, size, packed, crc: sum, offset });
      return this.count([FINAL_BLOCK, dataDescriptor({ size, packed, crc: sum })]);
    };
  }

  private async *pieces(entry: FileEntry): AsyncGenerator<BytePiece> {
    for await (const bytes of entryContent(entry, this.options.signal)) {
      yield { bytes, stored: entry.content === 'stored' };
      this.options.onProgress?.((this.taken += bytes.length));
    }
  }

  private count(bytes: Buffer[]): Buffer[] {
    for (const { length } of bytes) this.written += length;
    return bytes;
  }
}
