import type { Readable } from 'node:stream';
import { FileSpool } from './file-spool';

/** Where a backup's documents wait until all of them are known, because the archive's index lists their sizes first.
 *  One file under the work folder, small documents in memory; documents are written one after the other. */
export interface DocumentSpool {
  /** Starts a document; the one before must have ended. `path` is its path in the archive, used once. */
  begin(path: string): DocumentWriter;
  /** The ended documents in the order they were begun; sizes in bytes. */
  list(): readonly { readonly path: string; readonly size: number }[];
  /** The bytes of an ended document; any number of times, side by side, also while others are being written. */
  open(path: string): Readable;
  /** Removes everything; safe to call twice. */
  dispose(): Promise<void>;
}

export interface DocumentWriter {
  /** Takes text; resolves (or returns nothing) when more may be written: back-pressure reaches the caller. Rejects with
   *  ArchiveError (`disk-full`, `folder-unusable`) where the work folder cannot take it. */
  write(text: string): Promise<void> | void;
  end(): Promise<void>;
}

/** A spool in `workFolder`, which is made where it is missing. Holds at most about 8 MiB in memory; touches the disk only
 *  for more, in a file that has no name any more while it is used, so that a crash leaves nothing. */
export function createDocumentSpool(workFolder: string): DocumentSpool {
  return new FileSpool(workFolder, 8 * 1024 * 1024);
}
