import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The secret from which the service's own tokens are computed: the file `secret` in the data folder, made at the first start
 *  and readable by its owner only. Two processes that start at once end up with the same. */
export async function serviceSecret(dataFolder: string): Promise<string> {
  const file = join(dataFolder, 'secret');
  const known = await readSecret(file);
  if (known) return known;
  // Written under another name first: who reads it finds all of it or nothing.
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  await writeFile(part, randomBytes(32).toString('hex'), { mode: 0o600, flush: true });
  await link(part, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(part, { force: true });
  return readFile(file, 'utf8');
}

async function readSecret(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
