import type { ReadLimits } from './limits';
import { BackupReadError, limitExceeded } from './read-error';
import { entryPath } from './entry-path';
import { Oddities } from './oddities';

/** One file in the archive. */
export interface ContentEntry {
  readonly path: string;
  /** Bytes when unpacked. */
  readonly size: number;
  /** Where the content starts: in the unpacked tar, or as the number of the entry in a zip. */
  readonly position: number;
}

/** The table of contents: fills as the archive is passed, and refuses what no reader should follow. */
export class Contents {
  private readonly files = new Map<string, ContentEntry>();
  private readonly folders = new Set<string>();
  private count = 0;
  private total = 0;
  /** What was met that is none of Moodle's doing and harms nothing. */
  readonly oddities = new Oddities();
  /** The paths of files that came more than once. */
  readonly repeated = new Set<string>();

  constructor(
    private readonly limits: ReadLimits,
    /** In a tar the last of several counts; programs differ about a zip. */
    private readonly mayRepeat = false,
  ) {}

  /** Enters a file or, where the name ends with a slash, a folder. Returns null for a folder. A file that comes again takes the
   *  place of the one before, as when the archive is unpacked in its order. */
  add(name: string, size: number, position: number): ContentEntry | null {
    this.count += 1;
    if (this.count > this.limits.entries) {
      throw limitExceeded('entries', `The archive has more than ${this.limits.entries} entries`);
    }
    const path = entryPath(name, this.limits.pathBytes);
    if (path === '' || path.endsWith('/')) {
      this.addFolder(path.slice(0, -1));
      return null;
    }
    if (size > this.limits.entryBytes) throw limitExceeded('entryBytes', `${path} has ${size} bytes`, path);
    this.total += size;
    if (this.total > this.limits.totalBytes) {
      throw limitExceeded('totalBytes', `The archive unpacks to more than ${this.limits.totalBytes} bytes`, path);
    }
    if (this.folders.has(path)) throw duplicate(path);
    if (this.files.has(path)) this.repeat(path);
    this.addFolder(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
    const entry = { path, size, position };
    this.files.set(path, entry);
    return entry;
  }

  /** A link, which nobody follows: no file, but its name must be one that may be in an archive. */
  skip(name: string, kind: string): void {
    this.count += 1;
    if (this.count > this.limits.entries)
      throw limitExceeded('entries', `The archive has more than ${this.limits.entries} entries`);
    this.oddities.note(kind, entryPath(name, this.limits.pathBytes));
  }

  get(path: string): ContentEntry | undefined {
    return this.files.get(path);
  }

  /** All files in the order of the archive. */
  list(): Iterable<ContentEntry> {
    return this.files.values();
  }

  get fileCount(): number {
    return this.files.size;
  }

  /** Files, and folders that have an entry of their own. */
  get entryCount(): number {
    return this.count;
  }

  /** Bytes of all files when unpacked. */
  get totalBytes(): number {
    return this.total;
  }

  hasFolder(path: string): boolean {
    return this.folders.has(path);
  }

  private repeat(path: string): void {
    if (!this.mayRepeat) throw duplicate(path);
    // What was unpacked for the one before still counts: it would be a way around the limit.
    this.files.delete(path);
    this.repeated.add(path);
    this.oddities.note('repeated', path);
  }

  private addFolder(path: string): void {
    let folder = path;
    while (folder !== '' && !this.folders.has(folder)) {
      if (this.files.has(folder)) throw duplicate(folder);
      this.folders.add(folder);
      folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
    }
  }
}

function duplicate(path: string): BackupReadError {
  return new BackupReadError(
    'duplicate-entry',
    `The archive is refused: ${path} is in it twice, and programs differ about which one counts.`,
    path,
  );
}
