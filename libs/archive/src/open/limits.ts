/** What a backup may ask of its reader. A file that asks for more is refused with `limit-exceeded`: a normal backup is far
 *  below, an archive that was made to harm is not. */
export interface ReadLimits {
  /** Files and folders in the archive. */
  readonly entries: number;
  /** Bytes of one unpacked entry. */
  readonly entryBytes: number;
  /** Bytes of all unpacked entries together. */
  readonly totalBytes: number;
  /** Unpacked bytes for one packed byte, over the archive up to there; counts from `ratioFrom` unpacked bytes on. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Bytes of a name in the archive. */
  readonly pathBytes: number;
  /** Bytes of one XML document. */
  readonly documentBytes: number;
  /** Elements inside one another in a document. */
  readonly depth: number;
  /** Bytes between two tags of a document: one text, one tag, one comment. */
  readonly textBytes: number;
  /** Records of one kind that are kept in memory together (files of the backup, ids of users …). */
  readonly records: number;
  /** Bytes of documents that are kept at hand while the archive is read: beyond, they are unpacked again for each use. */
  readonly spoolBytes: number;
}

const MiB = 1024 * 1024;

export const DEFAULT_LIMITS: ReadLimits = {
  entries: 300_000,
  entryBytes: 32 * 1024 * MiB,
  totalBytes: 256 * 1024 * MiB,
  ratio: 300,
  ratioFrom: 64 * MiB,
  pathBytes: 4096,
  documentBytes: 8 * 1024 * MiB,
  depth: 100,
  textBytes: 32 * MiB,
  records: 2_000_000,
  spoolBytes: 4 * 1024 * MiB,
};
