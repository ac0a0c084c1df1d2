import { CoursekeepError, failureCode } from '@coursekeep/errors';
import { randomUUID } from 'node:crypto';
import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { LEFTOVER_PREFIX, LEFTOVER_SUFFIX, makeWritableFolder, removeLeftovers } from '@coursekeep/archive';
import { UsageError } from './exit-status';

/** Where a backup goes. */
export interface Output {
  /** A folder beside the target, on the same disk, for all that lies about meanwhile. */
  readonly workFolder: string;
  /** Puts the finished file into its place and resolves with its path. */
  place(path: string, filename: string): Promise<string>;
  /** Removes the work folder. */
  clear(): Promise<void>;
}

/** Prepares `--out`: an existing folder, or a path that ends with a slash, is a folder; everything else is a file. Rejects
 *  with a sentence where nothing can be written there. */
export async function prepareOutput(out: string): Promise<Output> {
  // A link stays one: what it leads to is written.
  const target = await realpath(out).catch(() => resolve(out));
  const found = await stat(target).catch(() => null);
  const isFolder = /[/\\]$/.test(out) || (found?.isDirectory() ?? false);
  // A rename would take its place: of /dev/null, for everybody on the machine.
  if (found && !isFolder && !found.isFile()) {
    throw new UsageError(`${out} is neither a file nor a folder: name a file to write, or a folder.`);
  }
  const folder = isFolder ? target : dirname(target);
  try {
    if (isFolder) await makeWritableFolder(folder);
    await removeLeftovers(folder, Date.now());
    const workFolder = join(folder, `${LEFTOVER_PREFIX}${randomUUID()}${LEFTOVER_SUFFIX}`);
    await mkdir(workFolder, { mode: 0o700 });
    return {
      workFolder,
      place: async (path, filename) => {
        const place = isFolder ? await freeName(folder, filename) : target;
        await rename(path, place);
        await sync(folder);
        return place;
      },
      clear: () => rm(workFolder, { recursive: true, force: true }),
    };
  } catch (error) {
    const { code } = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
    const why = reasons[code ?? ''] ?? (error as Error).message;
    throw new CoursekeepError(
      failureCode(code ?? '') ?? 'folder-unusable',
      `Nothing can be written to ${folder}: ${why}.`,
      {
        cause: error,
      },
    );
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'the folder does not exist',
  ENOTDIR: 'a part of the path is no folder',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'it is read only',
  ENOSPC: 'the disk is full',
};

/** In a folder no backup takes the place of another. */
async function freeName(folder: string, filename: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? filename : filename.replace(/(\.mbz)?$/, `-${number}$1`);
    if (!(await exists(join(folder, basename(name))))) return join(folder, basename(name));
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
