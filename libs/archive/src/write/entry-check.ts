import type { ArchiveEntry } from './archive';
import { ArchiveError } from '../archive-error';

/** Refuses a list that would make an archive that readers understand differently: paths that are absolute, climb, repeat,
 *  or hold characters with a meaning in the index or on other systems; sizes and times that are no whole numbers. */
export function checkEntries(entries: readonly ArchiveEntry[]): void {
  const seen = new Set<string>();
  for (const entry of entries) {
    const problem =
      pathProblem(entry) ?? numberProblem(entry) ?? (seen.has(entry.path) ? 'is listed twice' : undefined);
    if (problem)
      throw new ArchiveError('archive-entry-invalid', `Archive entry ${JSON.stringify(entry.path)} ${problem}`);
    seen.add(entry.path);
  }
}

function pathProblem({ kind, path }: ArchiveEntry): string | undefined {
  if (kind === 'directory' && !path.endsWith('/')) return 'is a directory without a trailing slash';
  const components = (kind === 'directory' ? path.slice(0, -1) : path).split('/');
  if (components.some((name) => name === '' || name === '.' || name === '..')) return 'is not a plain relative path';
  if (FORBIDDEN.test(path)) return 'holds a control character, a backslash or a colon';
  return undefined;
}

// Tabs and line feeds would break the index; backslashes and colons are separators elsewhere, zip writers rewrite them.

const FORBIDDEN = /[\u0000-\u001f\u007f\\:]/;

function numberProblem(entry: ArchiveEntry): string | undefined {
  if (entry.kind === 'directory') return undefined;
  if (!Number.isSafeInteger(entry.size) || entry.size < 0) return `has no valid size (${entry.size})`;
  if (!Number.isSafeInteger(entry.mtime) || entry.mtime < 0) return `has no valid time (${entry.mtime})`;
  return undefined;
}
