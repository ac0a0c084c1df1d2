import { EmbeddedSiteError } from './errors';

/** What a full disk says of itself, in the file system's words or SQLite's, as an error that names the site's folder and what
 *  to do; any other error as it is. */
export function orDiskFull(error: unknown, folder: string): unknown {
  const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
  if (!FULL.includes(driverError?.code ?? code ?? '')) return error;
  const message = `The disk is full: no space left for the site in ${folder}. Free some space or choose another folder`;
  return new EmbeddedSiteError('disk-full', message, { cause: error });
}

const FULL = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'];
