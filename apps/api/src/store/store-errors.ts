import { CoursekeepError } from '@coursekeep/errors';
import { QueryFailedError } from 'typeorm';

/** The store cannot do its work. The message says why, and what to do. */
export abstract class StoreError extends CoursekeepError {}

/** It cannot be opened, read or written at the moment; the cause has the database's code. */
export class StoreUnavailable extends StoreError {}

/** What it said was committed is not there for another connection, or nobody can say whether it is. */
export class StoreUnsound extends StoreError {}

/** Its file is no database, or a broken one. */
export class StoreDamaged extends StoreError {}

/** A newer version of Coursekeep has changed its tables. */
export class StoreNewer extends StoreError {}

/** Another service works with it, and only one may. */
export class StoreInUse extends StoreError {}

/** A store cannot be copied to another place. */
export class StoreNotTaken extends StoreError {}

/** The store's failure that an error is, also one that its driver raised; null where it is of the work that was done in it. */
export function asStoreFailure(error: unknown): StoreError | null {
  if (error instanceof StoreError) return error;
  if (!(error instanceof QueryFailedError)) return null;
  return new StoreUnavailable('store-unavailable', `The store cannot be written: ${error.message}`, { cause: error });
}

/** Whether an error is the store's, not one of the work that was done in it. */
export function isStoreFailure(error: unknown): boolean {
  return error instanceof StoreError || error instanceof QueryFailedError;
}
