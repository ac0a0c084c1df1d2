import { StorageKeyRefused } from './backup-storage';

/** What a key of the storage says. */
export interface StorageKeyParts {
  readonly site: string;
  readonly courseid: number;
  readonly backupid: string;
  readonly filename: string;
}

/** The key of a backup's file: `SITE/course-4/BACKUPID/FILENAME`. Names are made and read here and nowhere else, so that a
 *  file can be given back its row when the store has lost it. */
export function storageKey({ site, courseid, backupid, filename }: StorageKeyParts): string {
  return [site, `course-${courseid}`, backupid, filename].map(checked).join('/');
}

/** The parts of a key, null where it was not made by `storageKey`. */
export function parseStorageKey(key: string): StorageKeyParts | null {
  const [site, course, backupid, filename, ...rest] = key.split('/');
  const courseid = /^course-(\d+)$/.exec(course ?? '')?.[1];
  if (!site || !courseid || !backupid || !filename || rest.length > 0) return null;
  return { site, courseid: Number(courseid), backupid, filename };
}

/** The segments of a key, each safe as the name of a file. Throws StorageKeyRefused. */
export function keySegments(key: string): string[] {
  return key.split('/').map(checked);
}

function checked(segment: string): string {
  if (
    segment === '' ||
    segment.startsWith('.') ||
    /[/\\\u0000-\u001f]/.test(segment) ||
    Buffer.byteLength(segment) > 255
  ) {
    throw new StorageKeyRefused('storage-key', `"${segment}" cannot be part of a storage key.`);
  }
  return segment;
}
