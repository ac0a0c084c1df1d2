import { ArchiveError } from '../archive-error';

/** Turns the operating system's refusal to write into `folder` into an ArchiveError that names it and says what to do;
 *  anything else is returned as it is. */
export function folderError(error: unknown, folder: string): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const problem = PROBLEMS[code];
  return problem ? new ArchiveError(problem[0], `${problem[1](folder)} (${code})`, { cause: error }) : error;
}

const PROBLEMS: Record<string, ['disk-full' | 'folder-unusable', (folder: string) => string]> = {
  ENOSPC: [
    'disk-full',
    (folder) => `The disk is full: no space left in ${folder}. Free some space or choose another folder`,
  ],
  EDQUOT: ['disk-full', (folder) => `The disk quota of ${folder} is used up. Free some space or choose another folder`],
  EFBIG: [
    'disk-full',
    (folder) => `A file in ${folder} would be larger than its file system or the process limits allow`,
  ],
  EACCES: ['folder-unusable', (folder) => `${folder} may not be written. Check its owner and permissions`],
  EPERM: ['folder-unusable', (folder) => `${folder} may not be written. Check its owner and permissions`],
  EROFS: ['folder-unusable', (folder) => `${folder} is on a read-only file system`],
  ENOENT: ['folder-unusable', (folder) => `The folder ${folder} does not exist (any more)`],
  EEXIST: ['folder-unusable', (folder) => `${folder} is not a folder`],
  ENOTDIR: ['folder-unusable', (folder) => `${folder} is not a folder`],
};
