import { statfs } from 'node:fs/promises';

/** Bytes that are free for us in a folder; null where that cannot be told. */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** What a restore needs here: the copy that is handed over. Contents go into it uncompressed, so it may be as large as all that
 *  is in the backup. */
export const bytesOfCopy = (backup: { readonly size: number; readonly unpackedSize: number }): number =>
  Math.max(backup.size, backup.unpackedSize) + 16 * 1024 * 1024;

/** What the site's machine needs besides: the unpacked backup in its folder for temporary files, and the contents in its pool. */
export const bytesOfSite = (backup: { readonly unpackedSize: number }): number => 2 * backup.unpackedSize;
