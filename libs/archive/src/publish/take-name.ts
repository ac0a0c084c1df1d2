import { access, link, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ArchiveError } from '../archive-error';
import { numberedFileName } from '../names/file-name';

export type IfTaken = 'number' | 'replace' | 'fail';

/** Gives a finished temporary file its name and returns that name. Unless `replace` is asked for, no file is ever
 *  overwritten, also when two processes take the same name at the same moment. */
export async function takeName(temporary: string, folder: string, filename: string, ifTaken: IfTaken): Promise<string> {
  if (ifTaken === 'replace') {
    await rename(temporary, join(folder, filename));
    return filename;
  }
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? filename : numberedFileName(filename, number);
    if (await moveToFree(temporary, join(folder, name))) return name;
    if (ifTaken === 'fail') {
      throw new ArchiveError(
        'backup-file-exists',
        `${name} is there already in ${folder}. Remove it or use another name`,
      );
    }
  }
}

/** Makes a rename last through a power failure, where the system can. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  // Windows cannot sync folders, some network file systems refuse to.
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** A hard link fails where the name is taken, which a rename does not. */
async function moveToFree(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'EEXIST') return false;
    if (!WITHOUT_LINKS.has(code)) throw error;
    if (await exists(path)) return false;
    await rename(temporary, path);
    return true;
  }
  await unlink(temporary);
  return true;
}

// File systems that know no hard links (FAT, some network and user-space ones).
const WITHOUT_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
