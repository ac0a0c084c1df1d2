import { CoursekeepError } from '@coursekeep/errors';

export type ArchiveErrorCode =
  | 'archive-entry-invalid'
  | 'archive-option-invalid'
  | 'archive-size-mismatch'
  | 'archive-source-failed'
  | 'archive-broken'
  | 'backup-file-exists'
  | 'backup-file-name-invalid'
  | 'disk-full'
  | 'folder-unusable'
  | 'spool-misused';

/** An archive, or a file around it, cannot be written or is not whole; the message names the entry or the folder. */
export class ArchiveError extends CoursekeepError {
  declare readonly code: ArchiveErrorCode;

  constructor(code: ArchiveErrorCode, message: string, options?: { cause?: unknown }) {
    super(code, message, options);
  }
}
