import { Readable } from 'node:stream';
import { ArchiveError } from '../archive-error';
import type { DocumentSpool, DocumentWriter } from './document-spool';
import { SpooledBytes } from './spooled-bytes';
import { GatheringEncoder } from '../write/text-encoder';

interface Document {
  readonly path: string;
  readonly start: number;
  size: number;
}

/** Documents one after the other in one run of bytes; see DocumentSpool for the rules. */
export class FileSpool implements DocumentSpool {
  private readonly bytes: SpooledBytes;
  private readonly ended = new Map<string, Document>();
  private current: Document | undefined;

  constructor(workFolder: string, memory: number) {
    this.bytes = new SpooledBytes(workFolder, memory);
  }

  begin(path: string): DocumentWriter {
    if (this.current) throw misused(`${this.current.path} has not ended when ${path} begins`);
    if (this.ended.has(path)) throw misused(`${path} is written twice`);
    const document: Document = { path, start: this.bytes.length, size: 0 };
    this.current = document;
    const encoder = new GatheringEncoder();
    const put = (piece: Buffer) => {
      document.size += piece.length;
      return this.bytes.append(piece);
    };
    const requireOpen = () => {
      if (this.current !== document) throw misused(`${path} has ended already`);
    };
    return {
      write: (text) => {
        requireOpen();
        const piece = encoder.add(text);
        return piece && put(piece);
      },
      end: async () => {
        requireOpen();
        await put(encoder.finish());
        this.current = undefined;
        this.ended.set(path, document);
      },
    };
  }

  list(): readonly { readonly path: string; readonly size: number }[] {
    return [...this.ended.values()].map(({ path, size }) => ({ path, size }));
  }

  open(path: string): Readable {
    const document = this.ended.get(path);
    if (!document) throw misused(`there is no document ${path}`);
    return Readable.from(this.bytes.read(document.start, document.size), { objectMode: false });
  }

  dispose(): Promise<void> {
    return this.bytes.dispose();
  }
}

function misused(problem: string): ArchiveError {
  return new ArchiveError('spool-misused', `The document spool is used wrongly: ${problem}`);
}
