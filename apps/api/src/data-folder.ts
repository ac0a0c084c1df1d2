import { constants } from 'node:fs';
import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What the service keeps in its data folder. The folder itself is the operator's: it may hold other things too. */
const ours = /^(store\.sqlite(-\w+)?|secret|demo\.json|backups|work|site)$/;

const others = constants.S_IRWXG | constants.S_IRWXO;

/** What this process makes from now on is for its owner only. */
export function makeOnlyOwnFiles(): void {
  process.umask(others);
}

/** Takes from everybody but the owner what the service has in an existing data folder: store, secret, backups and all else. Gives
 *  a sentence for people on what was wide, or could not be made private; none where all is well. What lies in a folder that
 *  is private already is not looked at: a second start costs nothing. */
export async function makePrivate(folder: string): Promise<string[]> {
  // Windows has no such rights.
  if (process.platform === 'win32') return [];
  const wide: string[] = [];
  const refused: string[] = [];
  const entries = await readdir(folder);
  for (const name of entries.filter((name) => ours.test(name))) {
    await closeEntry(join(folder, name), { wide, refused });
  }
  return [...wideSentence(folder, wide), ...refusedSentence(refused), ...(await writableSentence(folder))];
}

interface Findings {
  readonly wide: string[];
  readonly refused: string[];
}

async function closeEntry(path: string, found: Findings): Promise<void> {
  const entry = await lstat(path).catch(() => null);
  if (!entry || entry.isSymbolicLink() || (entry.mode & others) === 0) return;
  found.wide.push(path);
  if (entry.isDirectory()) {
    for (const name of await readdir(path).catch(() => [])) await closeEntry(join(path, name), found);
  }
  // The folder last: whatever ends this midway, the next start goes on with it.
  await chmod(path, entry.mode & 0o777 & ~others).catch(() => found.refused.push(path));
}

function wideSentence(folder: string, wide: readonly string[]): string[] {
  if (wide.length === 0) return [];
  const what = wide.length === 1 ? wide[0] : `${wide.length} files and folders, the first of them ${wide[0]}`;
  return [`Other accounts of this machine had rights to what is in ${folder} (${what}): they were taken away.`];
}

function refusedSentence(refused: readonly string[]): string[] {
  if (refused.length === 0) return [];
  const more = refused.length > 1 ? ` and ${refused.length - 1} more` : '';
  return [`From ${refused[0]}${more} they could not be taken: the owner of the files must do it.`];
}

/** Who may write there can put something else in the place of every file. */
async function writableSentence(folder: string): Promise<string[]> {
  const { mode } = await lstat(folder);
  const isWritable = (mode & (constants.S_IWGRP | constants.S_IWOTH)) !== 0 && (mode & 0o1000) === 0;
  if (!isWritable) return [];
  return [`Other accounts of this machine may replace files in ${folder}: take that from them (chmod go-w).`];
}
