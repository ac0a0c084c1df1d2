import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { type ArchiveEntry, writeTgz } from '@coursekeep/archive';
import { BackupController, openSite } from '@coursekeep/backup-engine';
import { openBackup } from '@coursekeep/backup-reader';

/** Backs up a course of an embedded site with all that belongs to it; resolves with the file. */
export async function backUp(siteFolder: string, courseId: number, target: string, settings = ALL): Promise<string> {
  const site = await openSite(join(siteFolder, 'config.php'));
  try {
    await mkdir(target, { recursive: true });
    const userId = Number((await site.setting(null, 'siteadmins'))?.split(',')[0]);
    const clock = () => 1_790_000_000_000;
    const controller = await BackupController.create({ site, courseId, userId, mode: 'general', settings, clock });
    return (await controller.execute(target)).path;
  } finally {
    await site.close();
  }
}

const ALL = { users: 1, role_assignments: 1, comments: 1, userscompletion: 1, logs: 1, grade_histories: 1 };

/** All files of a backup but the index, by path. */
export async function readFiles(file: string): Promise<Map<string, Buffer>> {
  const backup = await openBackup(file);
  try {
    const files = new Map<string, Buffer>();
    for (const { path } of backup.entries()) {
      if (path === '.ARCHIVE_INDEX') continue;
      const parts: Buffer[] = [];
      for await (const part of backup.bytes(path)) parts.push(Buffer.from(part));
      files.set(path, Buffer.concat(parts));
    }
    return files;
  } finally {
    await backup.close();
  }
}

/** Packs files as a backup. */
export async function packFiles(files: ReadonlyMap<string, Buffer>, file: string): Promise<string> {
  const entries = [...files].map(([path, bytes]): ArchiveEntry => ({
    kind: 'file',
    path,
    size: bytes.length,
    mtime: 0,
    content: 'text',
    open: () => Readable.from([bytes]),
  }));
  await mkdir(dirname(file), { recursive: true });
  await writeTgz(entries, createWriteStream(file));
  return file;
}
