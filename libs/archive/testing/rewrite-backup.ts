import { createWriteStream } from 'node:fs';
import { directory, fileEntry } from './entries';
import { type ArchiveEntry, INDEX_PATH, openArchive, DEFAULT_LIMITS, writeTgz, writeZip } from '../src';

/** The files of a small archive by path, Moodle's index left out. */
export async function readEntries(path: string): Promise<Map<string, Buffer>> {
  const archive = await openArchive(path, DEFAULT_LIMITS);
  const files = new Map<string, Buffer>();
  await archive.pass(async (entry, content) => {
    const parts: Buffer[] = [];
    for await (const chunk of content) parts.push(Buffer.from(chunk));
    if (entry.path !== INDEX_PATH) files.set(entry.path, Buffer.concat(parts));
  });
  await archive.close();
  return files;
}

/** Packs files as a backup of ours, with an index that fits them. */
export async function packEntries(
  files: ReadonlyMap<string, Buffer>,
  path: string,
  format: 'tgz' | 'zip' = 'tgz',
): Promise<void> {
  const folders = new Set<string>();
  for (const name of files.keys()) {
    const parts = name.split('/').slice(0, -1);
    parts.forEach((_, at) => folders.add(`${parts.slice(0, at + 1).join('/')}/`));
  }
  const entries: ArchiveEntry[] = [
    ...[...folders].map((folder) => directory(folder)),
    ...[...files].map(([name, bytes]) => fileEntry(name, bytes)),
  ];
  await (format === 'tgz' ? writeTgz : writeZip)(entries, createWriteStream(path));
}

/** What is done to the files of a backup. */
export class Editing {
  constructor(readonly files: Map<string, Buffer>) {}

  /** Replaces in a document; throws where there is nothing to replace, so that no edit is an empty one. */
  replace(path: string, what: string | RegExp, by: string | ((...found: string[]) => string)): this {
    const before = this.text(path);
    const after = before.replace(what, by as string);
    if (after === before) throw new Error(`${path} does not hold ${what}`);
    this.files.set(path, Buffer.from(after));
    return this;
  }

  remove(path: string): this {
    const isThere = (name: string) => name === path || name.startsWith(`${path}/`);
    const gone = [...this.files.keys()].filter(isThere);
    if (gone.length === 0) throw new Error(`there is no ${path}`);
    for (const name of gone) this.files.delete(name);
    return this;
  }

  text(path: string): string {
    const bytes = this.files.get(path);
    if (!bytes) throw new Error(`there is no ${path}`);
    return bytes.toString();
  }
}
