import { ArchiveError } from '../archive-error';

export const TAR_BLOCK = 512;

/** Directories and the index carry this time: 2013-01-01T00:00:00Z, as in Moodle's own archives. */
export const FIXED_MTIME = 1356998400;

export interface TarHeader {
  /** With a trailing slash for a directory. */
  readonly path: string;
  readonly size: number;
  /** Unix seconds. */
  readonly mtime: number;
}

/** One header block in the form Moodle writes: ustar, owner 0, no user names, no extensions. Throws ArchiveError where
 *  the path or a number does not fit. */
export function tarHeader({ path, size, mtime }: TarHeader): Buffer {
  const directory = path.endsWith('/');
  const { prefix, name } = splitTarPath(path);
  const block = Buffer.alloc(TAR_BLOCK);
  name.copy(block, 0);
  block.write(directory ? '0000755\0' : '0000644\0', 100, 'latin1');
  block.write('0000000\x000000000\0', 108, 'latin1');
  block.write(octal(size, path) + '\0' + octal(mtime, path) + '\0', 124, 'latin1');
  block.write('        ', 148, 'latin1');
  block.write(directory ? '5' : '0', 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  prefix.copy(block, 345);
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(sum.toString(8).padStart(6, '0') + '\0 ', 148, 'latin1');
  return block;
}

/** Zero bytes that fill the last block of a file of `size` bytes. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK);
}

/** A path as ustar's two fields. Leading components move to the prefix one by one until the rest fits in 100 bytes. */
export function splitTarPath(path: string): { prefix: Buffer; name: Buffer } {
  const bytes = Buffer.from(path);
  let start = 0;
  while (bytes.length - start > NAME_LENGTH) {
    const slash = bytes.indexOf(SLASH, start);
    if (slash < 0 || slash === bytes.length - 1) throw tooLong(path);
    start = slash + 1;
  }
  const prefix = bytes.subarray(0, Math.max(0, start - 1));
  if (prefix.length > PREFIX_LENGTH) throw tooLong(path);
  return { prefix, name: bytes.subarray(start) };
}

const SLASH = '/'.charCodeAt(0);
const NAME_LENGTH = 100;
const PREFIX_LENGTH = 155;
const OCTAL_DIGITS = 11;

function tooLong(path: string): ArchiveError {
  return new ArchiveError('archive-entry-invalid', `The path ${path} is too long for Moodle's archive format (tar)`);
}

function octal(value: number, path: string): string {
  const digits = value.toString(8);
  if (digits.length <= OCTAL_DIGITS) return digits.padStart(OCTAL_DIGITS, '0');
  throw new ArchiveError(
    'archive-entry-invalid',
    `${path} does not fit in Moodle's archive format (tar): ${value} is over ${8 ** OCTAL_DIGITS - 1}. Use the format zip`,
  );
}
