import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

export const LEFTOVER_PREFIX = '.coursekeep-';
export const LEFTOVER_SUFFIX = '.partial';

/** Whether a file name is that of a temporary file of Coursekeep: never a backup. */
export function isLeftover(fileName: string): boolean {
  return fileName.startsWith(LEFTOVER_PREFIX) && fileName.endsWith(LEFTOVER_SUFFIX);
}

/** Removes temporary files in `folder` that nobody has written to for `idleSeconds` (default an hour): what a killed
 *  process has left. Returns their names. A folder that is not there has none; a file that goes away meanwhile is no error.
 *  `now` is in unix ms. */
export async function removeLeftovers(folder: string, now: number, idleSeconds = 3600): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const removed: string[] = [];
  for (const name of names.filter(isLeftover)) {
    const path = join(folder, name);
    const idle = await stat(path).then(
      (file) => file.isFile() && now - file.mtimeMs >= idleSeconds * 1000,
      () => false,
    );
    if (
      idle &&
      (await unlink(path).then(
        () => true,
        () => false,
      ))
    )
      removed.push(name);
  }
  return removed;
}
