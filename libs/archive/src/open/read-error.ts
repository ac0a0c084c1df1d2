import { CoursekeepError } from '@coursekeep/errors';

export type ReadErrorCode =
  /** The file itself cannot be opened or read. */
  | 'file-unreadable'
  /** Neither gzipped tar nor zip nor tar. */
  | 'not-an-archive'
  /** An archive, but not of a Moodle course (2.0 or newer). */
  | 'not-a-backup'
  /** Ends before its end. */
  | 'truncated'
  /** A checksum or a structure of the archive is wrong. */
  | 'archive-damaged'
  /** An entry whose name or kind no backup needs and an attack uses: climbing and absolute paths, links, devices. */
  | 'unsafe-entry'
  | 'duplicate-entry'
  | 'limit-exceeded'
  | 'unsupported'
  /** A document is not well-formed XML. */
  | 'xml-malformed'
  /** A document declares a document type or entities. */
  | 'xml-forbidden'
  /** What was asked for is not in this backup. */
  | 'not-found'
  /** What was asked for is in this backup more than once. */
  | 'ambiguous'
  /** A file's content is not what its SHA-1 says. */
  | 'content-mismatch';

/** A backup cannot be read; `path` names the entry of the archive that is meant, where it is one. */
export class BackupReadError extends CoursekeepError {
  declare readonly code: ReadErrorCode;

  constructor(
    code: ReadErrorCode,
    message: string,
    readonly path: string | null = null,
    options?: { cause?: unknown },
  ) {
    super(code, message, options);
  }
}

/** A limit was passed; the message names it, so that who trusts the file can raise it. */
export function limitExceeded(limit: string, sentence: string, path: string | null = null): BackupReadError {
  return new BackupReadError('limit-exceeded', `${sentence} (limit ${limit}).`, path);
}
