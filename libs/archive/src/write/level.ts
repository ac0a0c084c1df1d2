import { ArchiveError } from '../archive-error';

/** The deflate level to use: Moodle's 6 where none is asked for. Throws ArchiveError for what is no level. */
export function deflateLevel(level = 6): number {
  if (Number.isInteger(level) && level >= 0 && level <= 9) return level;
  throw new ArchiveError(
    'archive-option-invalid',
    `The compression level must be a whole number from 0 to 9, not ${level}`,
  );
}
