import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { codesOf } from '@coursekeep/errors';
import { isThere, type Receipt } from './receipts';
import { StoreDamaged, StoreError, StoreUnavailable, StoreUnsound } from './store-errors';

type Options = Extract<DataSourceOptions, { readonly type: 'better-sqlite3' | 'postgres' | 'mysql' | 'mariadb' }>;

/** Where a store lives: how it is reached for writing and for reading, and what its troubles are called. */
export interface StoreDatabase {
  readonly writing: Options;
  /** For connections of their own, which see what is committed and nothing else. */
  readonly reading: Options;
  /** Of its transactions; absent: the only one that there is. */
  readonly isolation?: 'READ COMMITTED';
  /** Whether there is anything yet. */
  exists(): boolean;
  /** Throws StoreInUse where the store is another service's at the moment. */
  checkHeld(): void;
  /** Throws StoreUnsound where what is open is no longer what is at its place. */
  checkPlace(): void;
  /** Rejects with StoreDamaged where the database finds itself broken. */
  checkWhole(source: DataSource): Promise<void>;
  /** Made before there are tables. */
  prepare(source: DataSource): Promise<void>;
  /** Whether a transaction was committed to whose commit no answer came, asked by another connection. */
  wasCommitted(source: DataSource, receipt: Receipt): Promise<boolean>;
  /** The StoreError for what the database or the system said, the error itself where it is none of theirs. */
  explain(error: unknown): unknown;
  /** Lets go of what it holds besides connections; called when the store is closed, or was not opened. */
  release(): Promise<void>;
}

/** A store in a SQLite file. A commit is on the disk when it is answered. */
export function sqliteDatabase(file: string): StoreDatabase {
  const wholeDisk = (database: { pragma(text: string): void }) => database.pragma('synchronous = FULL');
  let place: string | null = null;
  return {
    writing: { type: 'better-sqlite3', database: file, enableWAL: true, prepareDatabase: wholeDisk },
    reading: { type: 'better-sqlite3', database: file, readonly: true },
    exists: () => existsSync(file),
    // Several processes of one machine may share it.
    checkHeld: () => undefined,
    prepare: async () => undefined,
    checkPlace: () => {
      const found = placeOf(file);
      place ??= found;
      if (found === null || found !== place) throw new StoreUnsound('store-moved', movedText(file));
    },
    checkWhole: async (source) => {
      const [found]: { quick_check: string }[] = await source.query('PRAGMA quick_check(1)');
      if (found && found.quick_check !== 'ok') throw damaged(file, found.quick_check);
    },
    // Its connection is closed, so nothing of it is under way.
    wasCommitted: isThere,
    explain: (error) => explainSqlite(file, error),
    release: async () => undefined,
  };
}

function placeOf(file: string): string | null {
  try {
    const { dev, ino } = statSync(file);
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
}

function movedText(file: string): string {
  return `The store ${file} was moved, replaced or deleted while the service runs, and nothing more can be stored. Start the service again.`;
}

function explainSqlite(file: string, error: unknown): unknown {
  if (error instanceof StoreError) return error;
  const codes = codesOf(error);
  const { message } = error as Error;
  const isOne = (pattern: RegExp) => codes.some((code) => pattern.test(code));
  if (isOne(/^SQLITE_(NOTADB|CORRUPT)/)) return damaged(file, message, error);
  if (!isOne(/^(SQLITE_|E[A-Z]+$)/)) return error;
  const unavailable = (text: string) => new StoreUnavailable('store-unavailable', text, { cause: error });
  if (isOne(/^(SQLITE_FULL|ENOSPC|EDQUOT)$/) || isDiskFull(file)) {
    return unavailable(`The store ${file} cannot be opened: its disk is full. Make room there.`);
  }
  if (isOne(/^SQLITE_BUSY/)) return unavailable(`The store ${file} cannot be opened: another program holds it.`);
  return unavailable(
    `The store ${file} cannot be opened or written (${message}). The user that runs the service must own it and its folder.`,
  );
}

function damaged(file: string, message: string, cause?: unknown): StoreDamaged {
  return new StoreDamaged(
    'store-damaged',
    `The store ${file} is damaged (${message}). Put a copy of it in its place, or move it and its -wal and -shm away: the ` +
      'service then begins with an empty one, and lists the files in the folder of backups again.',
    { cause },
  );
}

/** SQLite has several names for a disk without room. */
function isDiskFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize < 65_536;
  } catch {
    return false;
  }
}
