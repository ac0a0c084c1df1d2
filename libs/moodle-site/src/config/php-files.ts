import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';

const largestFile = 1024 * 1024;

/** What a config.php may be told of the file system, and what it may include. Never more than an ordinary file of 1 MiB. */
export class PhpFiles {
  /** `folder`: that of the site's config.php. What is absent in it is absent for Moodle too; elsewhere Moodle may see another
   *  file system (a container's, another machine's). */
  constructor(private readonly folder: string) {}

  /** The content, or why it cannot be had. */
  read(path: string): { readonly text: string } | { readonly why: string; readonly isAbsent: boolean } {
    if (!isAbsolute(path)) return { why: 'whose path is not absolute', isAbsent: false };
    try {
      const found = statSync(path);
      if (!found.isFile()) return { why: 'which is no ordinary file', isAbsent: false };
      if (found.size > largestFile) return { why: 'which is larger than 1 MiB', isAbsent: false };
      return { text: readFileSync(path, 'utf8') };
    } catch (error) {
      const isAbsent = isMissing(error) && this.isOurs(path);
      return { why: isMissing(error) ? 'which is not there' : 'which cannot be read', isAbsent };
    }
  }

  /** Whether there is such a file; null where that cannot be known here. */
  exists(path: string, kind: 'any' | 'file' | 'folder'): boolean | null {
    if (!isAbsolute(path)) return null;
    const found = statOf(path);
    if (found === 'unknown') return null;
    if (found === null) return this.isOurs(path) ? false : null;
    return kind === 'any' || (kind === 'file' ? found.isFile() : found.isDirectory());
  }

  /** The files that match a pattern whose last part alone has wildcards; null where that cannot be known here. */
  glob(pattern: string): string[] | null {
    const path = resolve(pattern);
    const [folder, name] = [dirname(path), path.slice(dirname(path).length).replace(/^\//, '')];
    if (!isAbsolute(pattern) || /[*?[{]/.test(folder) || /[[{\\]/.test(name)) return null;
    if (this.exists(folder, 'folder') === false) return [];
    const shape = new RegExp(
      `^${name
        .replace(/[.+^$()|]/g, '\\$&')
        .replace(/\*/g, '.*')
        .replace(/\?/g, '.')}$`,
    );
    try {
      const names = readdirSync(folder).filter(
        (one) => shape.test(one) && !(one.startsWith('.') && !name.startsWith('.')),
      );
      return names.sort().map((one) => join(folder, one));
    } catch {
      return null;
    }
  }

  private isOurs(path: string): boolean {
    return `${resolve(path)}/`.startsWith(`${resolve(this.folder)}/`);
  }
}

function statOf(path: string): Stats | null | 'unknown' {
  try {
    return statSync(path);
  } catch (error) {
    return isMissing(error) ? null : 'unknown';
  }
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}
