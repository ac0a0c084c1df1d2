import type { ContentEntry, Contents } from './contents';

/** The formats of archives that are read. */
export type ReadFormat = 'tgz' | 'tar' | 'zip';

/** Sees one entry after the other while the archive is passed. What it leaves of `content` is skipped. */
export type EntryVisitor = (entry: ContentEntry, content: AsyncIterable<Buffer>) => Promise<void>;

/** An archive file as a whole. Checksums of the format are checked wherever bytes pass. */
export interface ArchiveReader {
  readonly format: ReadFormat;
  /** Bytes of the file. */
  readonly size: number;
  /** Grows during the pass; complete after it. */
  readonly contents: Contents;
  /** Passes the whole archive once, in its order. Called once, before `read`. Rejects with BackupReadError. */
  pass(visit: EntryVisitor, signal?: AbortSignal): Promise<void>;
  /** The bytes of one entry, any number of times, side by side. A gzipped tar is unpacked up to its end for that. */
  read(entry: ContentEntry): AsyncIterable<Buffer>;
  close(): Promise<void>;
}
