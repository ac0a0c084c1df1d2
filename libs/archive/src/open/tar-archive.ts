import type { ReadLimits } from './limits';
import type { ArchiveReader, EntryVisitor } from './archive-reader';
import { ByteQueue } from './byte-queue';
import { type ContentEntry, Contents } from './contents';
import { passTar } from './tar-entries';
import { fileBytes, gunzipped } from './unpacked';

/** A tar, gzipped or plain. */
export class TarArchive implements ArchiveReader {
  readonly contents: Contents;

  constructor(
    private readonly path: string,
    readonly size: number,
    readonly format: 'tgz' | 'tar',
    private readonly limits: ReadLimits,
  ) {
    this.contents = new Contents(limits, true);
  }

  async pass(visit: EntryVisitor, signal?: AbortSignal): Promise<void> {
    const bytes = new ByteQueue(this.format === 'tgz' ? gunzipped(this.path, this.limits) : fileBytes(this.path));
    try {
      await passTar(bytes, this.contents, this.limits, async (entry, content) => {
        signal?.throwIfAborted();
        await visit(entry, content);
      });
    } finally {
      await bytes.close();
    }
  }

  async *read(entry: ContentEntry): AsyncGenerator<Buffer> {
    if (this.format === 'tar') {
      yield* fileBytes(this.path, entry.position, entry.position + entry.size);
      return;
    }
    const bytes = new ByteQueue(gunzipped(this.path, this.limits));
    try {
      await bytes.skip(entry.position);
      yield* bytes.stream(entry.size);
    } finally {
      await bytes.close();
    }
  }

  async close(): Promise<void> {
    // Files are opened for each pass and closed with it.
  }
}
