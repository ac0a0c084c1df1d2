import { open, stat } from 'node:fs/promises';
import { TAR_BLOCK } from '../write/tar-header';
import type { ReadLimits } from './limits';
import { BackupReadError } from './read-error';
import type { ReadFormat, ArchiveReader } from './archive-reader';
import { TarArchive } from './tar-archive';
import { parseTarBlock } from './tar-block';
import { ZipArchive } from './zip-archive';

/** Opens an archive file as what its first bytes are, whatever its name. Rejects with `file-unreadable` or
 *  `not-an-archive`. */
export async function openArchive(path: string, limits: ReadLimits): Promise<ArchiveReader> {
  const { start, size } = await readStart(path);
  const format = formatOf(start);
  if (format === 'zip') return new ZipArchive(path, size, limits);
  if (format) return new TarArchive(path, size, format, limits);
  const what = size === 0 ? 'is empty' : 'is no archive: neither gzipped tar nor zip nor tar';
  throw new BackupReadError('not-an-archive', `${path} ${what}.`);
}

async function readStart(path: string): Promise<{ start: Buffer; size: number }> {
  try {
    const info = await stat(path);
    if (!info.isFile()) throw new BackupReadError('file-unreadable', `${path} is not a file.`);
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(TAR_BLOCK), 0, TAR_BLOCK, 0);
      return { start: buffer.subarray(0, bytesRead), size: info.size };
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof BackupReadError) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = REASONS[code ?? ''] ?? `cannot be read: ${message}`;
    throw new BackupReadError('file-unreadable', `${path} ${why}.`, null, { cause });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
  ENOTDIR: 'does not exist',
};

function formatOf(start: Buffer): ReadFormat | null {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'tgz';
  const mark = start.length >= 4 ? start.readUInt32LE(0) : 0;
  // A zip begins with an entry or, when it is empty, with its end.
  if (mark === 0x04034b50 || mark === 0x06054b50) return 'zip';
  if (start.length < TAR_BLOCK) return null;
  try {
    return parseTarBlock(start) ? 'tar' : null;
  } catch {
    return null;
  }
}
