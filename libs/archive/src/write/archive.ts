import type { Readable } from 'node:stream';

/** One entry of a backup archive. The list is complete before the first byte is written, because the index comes first.
 *  `size` is exact: a source that gives more or fewer bytes fails the archive with ArchiveError. */
export type ArchiveEntry = DirectoryEntry | FileEntry;

export interface DirectoryEntry {
  readonly kind: 'directory';
  /** With a trailing slash. */
  readonly path: string;
}

export interface FileEntry {
  readonly kind: 'file';
  readonly path: string;
  readonly size: number;
  /** Unix seconds. */
  readonly mtime: number;
  /** `text` is compressed; `stored` (already compressed media) goes in as it is. */
  readonly content: 'text' | 'stored';
  /** Called once, when the entry's turn comes; the writer reads the stream to its end or destroys it. */
  open(): Readable;
  /** Asked when the stream fails although it has given all `size` bytes: a content whose SHA-1 turned out wrong. With
   *  `accept` the archive goes on with these bytes. Without it, or with `fail`, the archive fails with the stream's error. */
  onLateError?(error: unknown): 'accept' | 'fail';
}

export interface ArchiveOptions {
  /** Deflate level of `text`, 0 to 9; default 6, as Moodle. */
  readonly level?: number;
  /** Aborts the writing: the promise rejects with an AbortError and the target is destroyed. */
  readonly signal?: AbortSignal;
  /** Told now and then how many bytes of entries (uncompressed, contents only) have been taken in so far. */
  readonly onProgress?: (bytes: number) => void;
}

export interface ArchiveSummary {
  /** Files and directories; Moodle's index is not counted. */
  readonly entries: number;
  /** Size of the archive in bytes. */
  readonly size: number;
  /** SHA-1 of the whole archive, lower-case hex: its content hash. */
  readonly contentHash: string;
}
