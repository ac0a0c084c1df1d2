import { tmpdir } from 'node:os';
import { SpooledBytes, type ArchiveReader, isNoise, type ContentEntry } from '@coursekeep/archive';

const MEMORY = 8 * 1024 * 1024;

/** The documents of a gzipped tar, kept at hand as the archive passes: such an archive can be read from its start only. In
 *  memory, then in a temporary file without a name. */
export class DocumentStore {
  private readonly bytes: SpooledBytes;
  private readonly starts = new Map<string, number>();

  constructor(
    private readonly archive: ArchiveReader,
    private readonly maximum: number,
    workFolder: string = tmpdir(),
  ) {
    this.bytes = new SpooledBytes(workFolder, MEMORY);
  }

  /** Keeps a document if that helps and there is room. */
  async keep(entry: ContentEntry, content: AsyncIterable<Buffer>): Promise<void> {
    if (this.archive.format !== 'tgz' || this.bytes.length + entry.size > this.maximum) return;
    const start = this.bytes.length;
    for await (const chunk of content) {
      // Chunks are cut from larger ones, which would stay in memory with them.
      await this.bytes.append(Buffer.from(chunk));
    }
    this.starts.set(entry.path, start);
  }

  open(entry: ContentEntry): AsyncIterable<Buffer> {
    const start = this.starts.get(entry.path);
    return start === undefined ? this.archive.read(entry) : this.bytes.read(start, entry.size);
  }

  dispose(): Promise<void> {
    return this.bytes.dispose();
  }
}

/** Is this entry a document (and not the content of a file that happens to be XML)? */
export const isDocument = (path: string): boolean =>
  path.endsWith('.xml') && !path.startsWith('files/') && !isNoise(path);
