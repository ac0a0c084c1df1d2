import type { Readable } from 'node:stream';
import { CoursekeepError } from '@coursekeep/errors';

/** A finished file in the storage. */
export interface StoredFile {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Unix milliseconds. */
  readonly modified: number;
}

/** The first and the last byte that are wanted, both counted from 0 and included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Where finished backups are kept. A key is made by `storageKey()`; every implementation refuses one that could lead out
 *  of it (StorageKeyRefused). Safe to be used by several processes at once. */
export interface BackupStorage {
  /** Takes over the finished file at the local path `source`, which is gone afterwards. When it resolves, the whole file
   *  is under `key`, on stable storage, in place of any earlier one; until then a reader finds nothing or the earlier file
   *  there, never a part. After a rejection the source is still whole and the call may be repeated. Rejects with
   *  StorageFull or StorageUnavailable. */
  put(key: string, source: string): Promise<void>;

  /** What lies under the key, null where there is nothing. */
  stat(key: string): Promise<StoredFile | null>;

  /** The content, or a part of it, as a stream. Rejects with NotStored before the first byte where nothing is there. */
  read(key: string, range?: ByteRange): Promise<Readable>;

  /** Removes a file. That there is none is not an error. */
  remove(key: string): Promise<void>;

  /** All finished files, in no particular order; never a part of one. */
  list(): AsyncIterable<StoredFile>;

  /** Removes what processes that no longer live have left half written; those of living ones stay. Resolves with their number. */
  removeAbandoned(): Promise<number>;

  /** The id that the storage was marked with; null where it bears none: it is new, or not there at all. */
  identify(): Promise<string | null>;

  /** Marks the storage with an id, by which it is known from now on. */
  mark(id: string): Promise<void>;
}

/** A key that no storage takes. */
export class StorageKeyRefused extends CoursekeepError {}

/** There is nothing under the key. */
export class NotStored extends CoursekeepError {}

/** The storage has no room left: nothing was stored. */
export class StorageFull extends CoursekeepError {}

/** The storage cannot be reached, read or written at the moment. */
export class StorageUnavailable extends CoursekeepError {}

/** What is found in the storage's place is not the storage with the backups: a folder that is not mounted, or another one. */
export class StorageAbsent extends StorageUnavailable {}
