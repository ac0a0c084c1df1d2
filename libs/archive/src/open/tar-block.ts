import { TAR_BLOCK } from '../write/tar-header';
import { BackupReadError } from './read-error';

/** What a header block of a tar says, before long names are applied. */
export interface TarBlock {
  readonly name: string;
  readonly size: number;
  /** The type flag as one character; `0` for the old form's NUL. */
  readonly type: string;
  /** Whether it has the mark of tars since 1988, without which Moodle refuses it. */
  readonly isUstar: boolean;
}

/** Reads a header block; null for a block of zeros, which marks the end. Throws `archive-damaged` where its checksum or a
 *  number is wrong. */
export function parseTarBlock(block: Buffer): TarBlock | null {
  if (block.every((byte) => byte === 0)) return null;
  if (!checksumFits(block)) {
    throw new BackupReadError('archive-damaged', 'The archive is damaged: the checksum of an entry header is wrong.');
  }
  const flag = block[156] ?? 0;
  const prefix = isPosix(block) ? text(block, 345, 155) : '';
  const name = text(block, 0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size: number(block, 124, 12),
    type: flag === 0 ? '0' : String.fromCharCode(flag),
    isUstar: block.toString('latin1', 257, 262) === 'ustar',
  };
}

/** Only POSIX archives have a prefix there (GNU's old form, `ustar` and two blanks, keeps times in its place). */
const isPosix = (block: Buffer): boolean => block.toString('latin1', 257, 263) === 'ustar\0';

function checksumFits(block: Buffer): boolean {
  let unsigned = 0;
  let signed = 0;
  for (let at = 0; at < TAR_BLOCK; at += 1) {
    const byte = at >= 148 && at < 156 ? 32 : (block[at] ?? 0);
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  const stored = octal(block, 148, 8);
  return stored === unsigned || stored === signed;
}

/** A number in octal digits or, for great ones, GNU's binary form. */
function number(block: Buffer, at: number, length: number): number {
  const first = block[at] ?? 0;
  const value = first & 0x80 ? binary(block, at, length) : octal(block, at, length);
  if (value !== null && Number.isSafeInteger(value)) return value;
  throw new BackupReadError('archive-damaged', 'The archive is damaged: an entry header has no valid size.');
}

function octal(block: Buffer, at: number, length: number): number | null {
  const digits = block
    .toString('latin1', at, at + length)
    .replace(/[\0 ]+$/, '')
    .trimStart();
  if (digits === '') return 0;
  return /^[0-7]+$/.test(digits) ? parseInt(digits, 8) : null;
}

function binary(block: Buffer, at: number, length: number): number | null {
  if (block[at] !== 0x80) return null;
  let value = 0;
  for (const byte of block.subarray(at + 1, at + length)) value = value * 256 + byte;
  return value;
}

function text(block: Buffer, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? field.length : end);
}
