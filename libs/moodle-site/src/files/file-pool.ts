import type { Readable } from 'node:stream';

/** The SHA-1 of a file's content in lower-case hex: its name in the pool. */
export type ContentHash = string;

/** A site's file contents by content hash. Implementations must be safe to read from several places at once. A hash that
 *  is not 40 lower-case hex digits is refused, so that no path can be smuggled in. */
export interface FilePool {
  /** The size in bytes of a content that is there and readable. Rejects with ContentMissing where the pool does not have
   *  it, ContentUnreadable where it may not be read. */
  size(hash: ContentHash): Promise<number>;

  /** The content as a stream. The SHA-1 is computed as the bytes pass; when the last byte has been taken, never before,
   *  the stream is destroyed with ContentMismatch where it is not `hash`. ContentMissing and ContentUnreadable are emitted
   *  as errors. */
  read(hash: ContentHash): Readable;
}
