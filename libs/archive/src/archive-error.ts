import { CoursekeepError } from '@coursekeep/errors';

export type ArchiveErrorCode =
  | 'archive_entry_invalid'
  | 'archive_option_invalid'
  | 'archive_size_mismatch'
  | 'archive_source_failed'
  | 'archive_damaged'
  | 'backup_file_exists'
  | 'backup_file_name_invalid'
  | 'disk_full'
  | 'folder_unusable'
  | 'spool_misused';

/** An archive, or a file around it, cannot be written or is not whole; the message names the entry or the folder. */
export class ArchiveError extends CoursekeepError {
  declare readonly code: ArchiveErrorCode;

  constructor(code: ArchiveErrorCode, message: string, options?: { cause?: unknown }) {
    super(code, message, options);
  }
}
