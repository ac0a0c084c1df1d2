import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

export const LEFTOVER_PREFIX = '.coursekeep-';
export const LEFTOVER_SUFFIX = '.partial';

/** Whether a name is that of a temporary file or folder of Coursekeep: never a backup. */
export function isLeftover(name: string): boolean {
  return name.startsWith(LEFTOVER_PREFIX) && name.endsWith(LEFTOVER_SUFFIX);
}

/** Removes temporary files and folders in `folder` in which nobody has written for `idleSeconds` (default an hour): what a
 *  killed process has left. Returns their names. A folder that is not there has none; what goes away meanwhile, or cannot be
 *  removed, is no error. `now` is in unix ms. */
export async function removeLeftovers(folder: string, now: number, idleSeconds = 3600): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const removed: string[] = [];
  for (const name of names.filter(isLeftover)) {
    const path = join(folder, name);
    try {
      if (now - (await lastWritten(path)) < idleSeconds * 1000) continue;
      await rm(path, { recursive: true });
      removed.push(name);
    } catch {
      continue;
    }
  }
  return removed;
}

/** When a file, or anything in a folder, was last written to, in unix ms. Links are not followed. */
async function lastWritten(path: string): Promise<number> {
  const times = [(await lstat(path)).mtimeMs];
  for (const name of await readdir(path, { recursive: true }).catch(() => [])) {
    times.push((await lstat(join(path, name))).mtimeMs);
  }
  return Math.max(...times);
}
