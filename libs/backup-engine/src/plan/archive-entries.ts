import type { ArchiveEntry } from '@coursekeep/archive';

/** All entries of an archive in Moodle's order: sorted by name at the top, a folder before what is in it, the log last. */
export function inArchiveOrder(files: readonly (ArchiveEntry & { kind: 'file' })[]): ArchiveEntry[] {
  const folders = new Set(files.flatMap((file) => foldersOf(file.path)));
  const entries: ArchiveEntry[] = [...folders].map((path) => ({ kind: 'directory', path }));
  return [...entries, ...files].sort((a, b) => rank(a.path) - rank(b.path) || compare(a.path, b.path));
}

const LOG = 'moodle_backup.log';
const rank = (path: string): number => (path === LOG ? 1 : 0);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, at) => `${parts.slice(0, at + 1).join('/')}/`);
}
