import { crc32, createInflateRaw } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import type { ReadLimits } from './limits';
import { BackupReadError } from './read-error';
import type { ArchiveReader, EntryVisitor } from './archive-reader';
import { type ContentEntry, Contents } from './contents';
import { checkExpansion, fileBytes } from './unpacked';
import { checkOverlaps, openDirectory, readDirectory, type ZipEntry } from './zip-directory';

/** A zip: its central directory says what is in it. */
export class ZipArchive implements ArchiveReader {
  readonly format = 'zip';
  readonly contents: Contents;
  private entries: readonly ZipEntry[] = [];
  private zip: ZipFile | undefined;

  constructor(
    private readonly path: string,
    readonly size: number,
    private readonly limits: ReadLimits,
  ) {
    this.contents = new Contents(limits);
  }

  async pass(visit: EntryVisitor, signal?: AbortSignal): Promise<void> {
    this.zip = await openDirectory(this.path);
    this.entries = await readDirectory(this.zip, this.path, this.contents, this.limits);
    checkOverlaps(this.entries, this.size);
    checkExpansion(this.contents.totalBytes, this.size, this.limits);
    for (const entry of this.contents.list()) {
      signal?.throwIfAborted();
      await visit(entry, this.read(entry));
    }
  }

  async *read(entry: ContentEntry): AsyncGenerator<Buffer> {
    const stored = this.entries[entry.position];
    if (!stored || !this.zip)
      throw new BackupReadError('not-found', `${entry.path} is not in the archive.`, entry.path);
    const start = await dataStart(this.zip, stored, entry.path);
    const packed = fileBytes(this.path, start, start + stored.compressedSize);
    let size = 0;
    let sum = 0;
    for await (const chunk of stored.compressionMethod === 8 ? inflated(packed, entry.path) : packed) {
      size += chunk.length;
      if (size > entry.size) break;
      sum = crc32(chunk, sum);
      yield chunk;
    }
    if (size !== entry.size) throw damaged(entry.path, `has another size than the archive says`);
    if (sum !== stored.crc32) throw damaged(entry.path, 'is not what was packed (its checksum is wrong)');
  }

  async close(): Promise<void> {
    this.zip?.close();
  }
}

async function dataStart(zip: ZipFile, entry: ZipEntry, path: string): Promise<number> {
  try {
    return (await zip.readLocalFileHeaderPromise(entry as Entry, { minimal: true })).fileDataStart;
  } catch (cause) {
    throw new BackupReadError('archive-damaged', `${path} cannot be found: ${(cause as Error).message}.`, path, {
      cause,
    });
  }
}

async function* inflated(packed: AsyncGenerator<Buffer>, path: string): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  // The feeding ends when the reader goes: destroying the stream rejects what waits for it.
  const feeding = feed(packed, inflate).catch((error: unknown) => inflate.destroy(error as Error));
  try {
    for await (const chunk of inflate) yield chunk as Buffer;
  } catch (cause) {
    if (cause instanceof BackupReadError) throw cause;
    throw damaged(path, `cannot be unpacked (${(cause as Error).message})`);
  } finally {
    inflate.destroy();
    await feeding;
  }
}

async function feed(packed: AsyncGenerator<Buffer>, inflate: ReturnType<typeof createInflateRaw>): Promise<void> {
  for await (const chunk of packed) {
    if (inflate.destroyed) return;
    if (inflate.write(chunk)) continue;
    await new Promise<void>((resolve) => {
      const go = () => {
        inflate.off('drain', go).off('close', go);
        resolve();
      };
      inflate.on('drain', go).on('close', go);
    });
  }
  inflate.end();
}

function damaged(path: string, what: string): BackupReadError {
  return new BackupReadError('archive-damaged', `The archive is damaged: ${path} ${what}.`, path);
}
