import { mkdir, mkdtemp, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { folderError } from './folder-error';

/** Makes a folder, and those around it, where they are missing, with this mode, and tries whether something can be written
 *  there. Rejects with ArchiveError (`folder-unusable`, `disk-full`), which names the folder and what to do. */
export async function makeWritableFolder(folder: string, mode = 0o777): Promise<void> {
  try {
    await makeFolder(folder, mode);
    await rmdir(await mkdtemp(join(folder, '.coursekeep-try-')));
  } catch (error) {
    throw folderError(error, folder);
  }
}

/** Node's own `recursive` never ends where a file system says of each new folder that it does not exist (/proc). */
async function makeFolder(folder: string, mode: number): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) await makeFolder(parent, mode);
  await mkdir(folder, { mode }).catch(async (error) => {
    // Somebody else may have made it meanwhile.
    if (!(await isFolder(folder))) throw error;
  });
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
