import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import type { ArchiveSummary } from '../write/archive';
import { ArchiveError } from '../archive-error';
import { folderError } from './folder-error';
import { LEFTOVER_PREFIX, LEFTOVER_SUFFIX } from './leftovers';
import { type IfTaken, syncFolder, takeName } from './take-name';
import { verifyArchive } from './verify-archive';

export interface PublishOptions {
  /** Read the finished file once more, to its end, before it takes its name: damage is found while the site is at hand. */
  readonly verify?: boolean;
  /** When a file of this name is there: give the new one a number (`-2`, the default), replace the old, or fail. */
  readonly ifTaken?: IfTaken;
  /** Permissions of the file; default 0640, for a backup holds personal data. */
  readonly mode?: number;
  readonly signal?: AbortSignal;
}

export interface PublishedBackup extends ArchiveSummary {
  /** The name the file has got: the one asked for, or a numbered one. */
  readonly filename: string;
  readonly path: string;
}

/** Makes `folder/filename` out of what `write` puts into its target: written under a temporary name in the same folder,
 *  synced to the disk, verified where asked, renamed, folder synced. So a file with a backup's name is always a whole
 *  backup, whenever the machine stops. `write` must end the target (writeTgz, writeZip do). On any error or abort the
 *  temporary file is removed; what a killed process leaves is for removeLeftovers. The folder is made where missing.
 *  Rejects with ArchiveError (`disk-full`, `folder-unusable`, `archive-broken`, `backup-file-exists`) or as `write` does. */
export async function writeBackupFile(
  folder: string,
  filename: string,
  write: (target: Writable) => Promise<ArchiveSummary>,
  options: PublishOptions = {},
): Promise<PublishedBackup> {
  if (!isPlainName(filename)) {
    throw new ArchiveError('backup-file-name-invalid', `${JSON.stringify(filename)} is not a plain file name`);
  }
  const temporary = join(folder, `${LEFTOVER_PREFIX}${randomUUID()}${LEFTOVER_SUFFIX}`);
  try {
    await mkdir(folder, { recursive: true });
    const summary = await writeSynced(temporary, write, options.mode ?? 0o640);
    if (options.verify) await verifyArchive(temporary, summary, options.signal);
    options.signal?.throwIfAborted();
    const taken = await takeName(temporary, folder, filename, options.ifTaken ?? 'number');
    await syncFolder(folder);
    return { ...summary, filename: taken, path: join(folder, taken) };
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw folderError(error, folder);
  }
}

async function writeSynced(
  path: string,
  write: (target: Writable) => Promise<ArchiveSummary>,
  mode: number,
): Promise<ArchiveSummary> {
  // `flush` syncs before the file is closed; the large buffer lets reading and compressing go on during a write.
  const target = createWriteStream(path, { flags: 'wx', mode, flush: true, highWaterMark: 1024 * 1024 });
  let failure: unknown;
  target.on('error', (error) => (failure ??= error));
  const closed = new Promise<void>((resolve) => target.once('close', resolve));
  try {
    const summary = await write(target);
    if (!target.writableEnded) throw new ArchiveError('archive-broken', `The writer of ${path} did not end it`);
    await closed;
    if (failure) throw failure;
    return summary;
  } catch (error) {
    target.destroy();
    await closed;
    // What the disk said is the cause of whatever the writer saw.
    throw failure ?? error;
  }
}

function isPlainName(name: string): boolean {
  return name !== '' && !/[/\\\u0000-\u001f]|^\.{1,2}$/.test(name) && Buffer.byteLength(name) <= 255;
}
